// 8 MHz from the ST-LINK to 180 MHz; flash with 5 wait states, prefetch and both caches; USART 2 on PA2 and PA3, the ST-LINK's serial port.
#include "hil_dwt.h"
#include "hil_port.h"
#include "hil_stm32.h"

enum { RCC_AHB1ENR = 0x40023830, RCC_APB1ENR = 0x40023840, GPIOA_CLOCK = 1, USART2_CLOCK = 1 << 17 };
enum { GPIOA = 0x40020000, PIN_TX = 2, PIN_RX = 3, USART2_FUNCTION = 7 };

static const hil_stm32f4_clock_t clock = {
    .bypass = true,
    .overdrive = true,
    // M = 4, N = 180, P = 2, Q = 8, R = 2, from HSE.
    .pll = 4u | (180u << 6) | (0u << 16) | (1u << 22) | (8u << 24) | (2u << 28),
    // AHB 180 MHz, APB1 45 MHz, APB2 90 MHz.
    .prescalers = (5u << 10) | (4u << 13),
    .flash_access = 5u | (1u << 8) | (1u << 9) | (1u << 10),
};

void hil_port_start(void)
{
    hil_stm32f4_clock(&clock);
    hil_stm32_set(RCC_AHB1ENR, GPIOA_CLOCK);
    hil_stm32_set(RCC_APB1ENR, USART2_CLOCK);
    hil_stm32_pin(GPIOA, PIN_TX, USART2_FUNCTION);
    hil_stm32_pin(GPIOA, PIN_RX, USART2_FUNCTION);
    hil_dwt_start();
}
