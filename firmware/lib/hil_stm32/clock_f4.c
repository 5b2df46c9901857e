#include "hil_stm32.h"

enum { RCC_CR = 0x40023800, RCC_PLLCFGR = 0x40023804, RCC_CFGR = 0x40023808, RCC_APB1ENR = 0x40023840 };
enum { PWR_CR = 0x40007000, PWR_CSR = 0x40007004, FLASH_ACR = 0x40023C00 };
enum { HSE_ON = 1 << 16, HSE_READY = 1 << 17, HSE_BYPASS = 1 << 18, PLL_ON = 1 << 24, PLL_READY = 1 << 25 };
enum { POWER_CLOCK = 1 << 28, OVERDRIVE = 1 << 16, OVERDRIVE_SWITCH = 1 << 17 };
enum { LATENCY = 0xF, SWITCH_PLL = 2, SWITCH_STATUS = 3 << 2 };

// The core stalls while the regulator switches, so this comes before the PLL clocks anything.
static void switch_to_overdrive(void)
{
    hil_stm32_set(RCC_APB1ENR, POWER_CLOCK);
    hil_stm32_set(PWR_CR, OVERDRIVE);
    hil_stm32_await(PWR_CSR, OVERDRIVE, OVERDRIVE);
    hil_stm32_set(PWR_CR, OVERDRIVE_SWITCH);
    hil_stm32_await(PWR_CSR, OVERDRIVE_SWITCH, OVERDRIVE_SWITCH);
}

// The regulator is in its fastest scale after a reset.
void hil_stm32f4_clock(const hil_stm32f4_clock_t *clock)
{
    hil_stm32_set(RCC_CR, clock->bypass ? HSE_BYPASS : 0);
    hil_stm32_set(RCC_CR, HSE_ON);
    hil_stm32_await(RCC_CR, HSE_READY, HSE_READY);
    *hil_stm32_register(RCC_PLLCFGR) = clock->pll;
    hil_stm32_set(RCC_CR, PLL_ON);
    if (clock->overdrive) {
        switch_to_overdrive();
    }
    hil_stm32_await(RCC_CR, PLL_READY, PLL_READY);
    // Wait states before the clock that needs them.
    *hil_stm32_register(FLASH_ACR) = clock->flash_access;
    hil_stm32_await(FLASH_ACR, LATENCY, clock->flash_access & LATENCY);
    *hil_stm32_register(RCC_CFGR) = clock->prescalers | SWITCH_PLL;
    hil_stm32_await(RCC_CFGR, SWITCH_STATUS, SWITCH_PLL << 2);
}
