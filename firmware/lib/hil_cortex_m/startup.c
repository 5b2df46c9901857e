#include <string.h>

#include "hil_cortex_m.h"

int main(int argc, char **argv);

#if defined(__ARM_FP)
static void enable_fpu(void)
{
    // Before the first call: GCC may keep values in FPU registers anywhere.
    volatile uint32_t *const cpacr = (volatile uint32_t *)0xE000ED88u;
    *cpacr |= 0xFu << 20;
    __asm volatile("dsb\n\tisb" ::: "memory");
}
#endif

_Noreturn void Reset_Handler(void)
{
#if defined(__ARM_FP)
    enable_fpu();
#endif
    memcpy(__data_start, __data_load, (size_t)(__data_end - __data_start));
    memset(__bss_start, 0, (size_t)(__bss_end - __bss_start));
    main(0, NULL);
    hil_system_reset();   // main only returns when the board cannot start
}

_Noreturn void hil_system_reset(void)
{
    volatile uint32_t *const aircr = (volatile uint32_t *)0xE000ED0Cu;
    __asm volatile("dsb" ::: "memory");
    *aircr = (0x05FAu << 16) | (1u << 2);
    for (;;) {
    }
}

void hil_enable_irq(uint32_t number)
{
    volatile uint32_t *const set_enable = (volatile uint32_t *)0xE000E100u;
    set_enable[number / 32u] = 1u << (number % 32u);
}
