// Internal 16 MHz to 120 MHz in boosted range 1; flash with 5 wait states, prefetch and both caches; LPUART 1 on PG7 and PG8, the ST-LINK's serial port.
#include "hil_dwt.h"
#include "hil_port.h"
#include "hil_stm32.h"

enum { RCC_AHB2ENR = 0x4002104C, RCC_APB1ENR1 = 0x40021058, RCC_APB1ENR2 = 0x4002105C };
enum { GPIOG_CLOCK = 1 << 6, POWER_CLOCK = 1 << 28, LPUART1_CLOCK = 1 };
enum { PWR_CR2 = 0x40007004, PWR_CR5 = 0x40007080, IO_SUPPLY_VALID = 1 << 9, NO_BOOST = 1 << 8 };
enum { GPIOG = 0x48001800, PIN_TX = 7, PIN_RX = 8, LPUART1_FUNCTION = 8 };

static const hil_stm32l4_clock_t clock = {
    // M = 4, N = 60, R = 2, from HSI 16.
    .pll = 2u | (3u << 4) | (60u << 8) | (1u << 24) | (0u << 25),
    .flash_access = 5u | (1u << 8) | (1u << 9) | (1u << 10),
};

static void supply_for_speed(void)
{
    hil_stm32_set(RCC_APB1ENR1, POWER_CLOCK);
    *hil_stm32_register(PWR_CR5) &= ~(uint32_t)NO_BOOST;
    // Port G hangs on a supply of its own.
    hil_stm32_set(PWR_CR2, IO_SUPPLY_VALID);
}

void hil_port_start(void)
{
    supply_for_speed();
    hil_stm32l4_clock(&clock);
    hil_stm32_set(RCC_AHB2ENR, GPIOG_CLOCK);
    hil_stm32_set(RCC_APB1ENR2, LPUART1_CLOCK);
    hil_stm32_pin(GPIOG, PIN_TX, LPUART1_FUNCTION);
    hil_stm32_pin(GPIOG, PIN_RX, LPUART1_FUNCTION);
    hil_dwt_start();
}
