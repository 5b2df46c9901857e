// 25 MHz crystal to 216 MHz; flash with 7 wait states, prefetch and accelerator; both L1 caches; USART 1 on PA9 and PB7, the ST-LINK's serial port.
#include "hil_cortex_m7.h"
#include "hil_dwt.h"
#include "hil_port.h"
#include "hil_stm32.h"

enum { RCC_AHB1ENR = 0x40023830, RCC_APB2ENR = 0x40023844, GPIOA_CLOCK = 1, GPIOB_CLOCK = 1 << 1, USART1_CLOCK = 1 << 4 };
enum { GPIOA = 0x40020000, GPIOB = 0x40020400, PIN_TX = 9, PIN_RX = 7, USART1_FUNCTION = 7 };

static const hil_stm32f4_clock_t clock = {
    .overdrive = true,
    // M = 25, N = 432, P = 2, Q = 9, from HSE; the topmost bits as after a reset.
    .pll = 25u | (432u << 6) | (0u << 16) | (1u << 22) | (9u << 24) | (2u << 28),
    // AHB 216 MHz, APB1 54 MHz, APB2 108 MHz.
    .prescalers = (5u << 10) | (4u << 13),
    .flash_access = 7u | (1u << 8) | (1u << 9),
};

void hil_port_start(void)
{
    hil_cortex_m7_caches_on();
    hil_stm32f4_clock(&clock);
    hil_stm32_set(RCC_AHB1ENR, GPIOA_CLOCK | GPIOB_CLOCK);
    hil_stm32_set(RCC_APB2ENR, USART1_CLOCK);
    hil_stm32_pin(GPIOA, PIN_TX, USART1_FUNCTION);
    hil_stm32_pin(GPIOB, PIN_RX, USART1_FUNCTION);
    hil_dwt_start();
}
