// Internal 16 MHz to 110 MHz in voltage range 0; flash with 5 wait states; instruction cache; LPUART 1 on PG7 and PG8, the ST-LINK's serial port.
#include "hil_dwt.h"
#include "hil_port.h"
#include "hil_stm32.h"

enum { RCC_AHB2ENR = 0x4002104C, RCC_APB1ENR1 = 0x40021058, RCC_APB1ENR2 = 0x4002105C };
enum { GPIOG_CLOCK = 1 << 6, POWER_CLOCK = 1 << 28, LPUART1_CLOCK = 1 };
enum { PWR_CR1 = 0x40007000, PWR_CR2 = 0x40007004, PWR_SR2 = 0x40007014, RANGE = 3 << 9, RANGE_CHANGING = 1 << 10, IO_SUPPLY_VALID = 1 << 9 };
enum { ICACHE_CR = 0x40030400, ICACHE_ON = 1 };
enum { GPIOG = 0x42021800, PIN_TX = 7, PIN_RX = 8, LPUART1_FUNCTION = 8 };

static const hil_stm32l4_clock_t clock = {
    // M = 4, N = 55, R = 2, from HSI 16.
    .pll = 2u | (3u << 4) | (55u << 8) | (1u << 24) | (0u << 25),
    .flash_access = 5u,
};

static void supply_for_speed(void)
{
    hil_stm32_set(RCC_APB1ENR1, POWER_CLOCK);
    *hil_stm32_register(PWR_CR1) &= ~(uint32_t)RANGE;
    hil_stm32_await(PWR_SR2, RANGE_CHANGING, 0);
    // Port G hangs on a supply of its own.
    hil_stm32_set(PWR_CR2, IO_SUPPLY_VALID);
}

void hil_port_start(void)
{
    supply_for_speed();
    hil_stm32l4_clock(&clock);
    hil_stm32_set(ICACHE_CR, ICACHE_ON);
    hil_stm32_set(RCC_AHB2ENR, GPIOG_CLOCK);
    hil_stm32_set(RCC_APB1ENR2, LPUART1_CLOCK);
    hil_stm32_pin(GPIOG, PIN_TX, LPUART1_FUNCTION);
    hil_stm32_pin(GPIOG, PIN_RX, LPUART1_FUNCTION);
    hil_dwt_start();
}
