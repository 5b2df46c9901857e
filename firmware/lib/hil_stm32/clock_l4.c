#include "hil_stm32.h"

enum { RCC_CR = 0x40021000, RCC_CFGR = 0x40021008, RCC_PLLCFGR = 0x4002100C, FLASH_ACR = 0x40022000 };
enum { HSI_ON = 1 << 8, HSI_READY = 1 << 10, PLL_ON = 1 << 24, PLL_READY = 1 << 25 };
enum { LATENCY = 0xF, SWITCH_PLL = 3, SWITCH_STATUS = 3 << 2, AHB_HALF = 8 << 4 };
enum { MICROSECOND_TURNS = 40 };

static void switch_to_pll(uint32_t prescaler)
{
    *hil_stm32_register(RCC_CFGR) = prescaler | SWITCH_PLL;
    hil_stm32_await(RCC_CFGR, SWITCH_STATUS, SWITCH_PLL << 2);
}

void hil_stm32l4_clock(const hil_stm32l4_clock_t *clock)
{
    hil_stm32_set(RCC_CR, HSI_ON);
    hil_stm32_await(RCC_CR, HSI_READY, HSI_READY);
    *hil_stm32_register(RCC_PLLCFGR) = clock->pll;
    hil_stm32_set(RCC_CR, PLL_ON);
    hil_stm32_await(RCC_CR, PLL_READY, PLL_READY);
    *hil_stm32_register(FLASH_ACR) = clock->flash_access;
    hil_stm32_await(FLASH_ACR, LATENCY, clock->flash_access & LATENCY);
    // Above 80 MHz the bus must run at half speed for a microsecond before it runs at full.
    switch_to_pll(AHB_HALF);
    for (uint32_t i = 0; i < MICROSECOND_TURNS; i++) {
        __asm volatile("nop");
    }
    switch_to_pll(0);
}
