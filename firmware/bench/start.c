// Start of a program under QEMU: no interrupts, output and exit by semihosting.
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

extern uint8_t __stack_top[], __bss_start[], __bss_end[];
void initialise_monitor_handles(void);
int main(void);
void Reset_Handler(void);
void _init(void);
void _fini(void);

// newlib's exit runs these.
void _init(void)
{
}

void _fini(void)
{
}

void Reset_Handler(void)
{
    // Full access to FPU and MVE; reads as zero where there is none.
    *(volatile uint32_t *)0xE000ED88 |= 0xFu << 20;
    __asm volatile("dsb\n isb" ::: "memory");
    for (volatile uint8_t *byte = __bss_start; byte != __bss_end; byte++) {
        *byte = 0;
    }
    initialise_monitor_handles();
    exit(main());
}

static void fault(void)
{
    _exit(3);
}

typedef void (*vector_t)(void);

__attribute__((section(".vectors"), used)) static const vector_t vectors[16] = {
    [0] = (vector_t)(void *)__stack_top,
    [1] = Reset_Handler,
    [2 ... 15] = fault,
};
