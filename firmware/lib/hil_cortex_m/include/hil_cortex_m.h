// What every Cortex-M board shares: the way from reset to main, the fault report, and the few core instructions needed.
#ifndef HIL_CORTEX_M_H
#define HIL_CORTEX_M_H

#include "hil_transport.h"

// Vector table entries.
void Reset_Handler(void);
// Reports any exception that is not handled otherwise.
void HardFault_Handler(void);

// `polled` must work with interrupts off. `running_operator` may change at any time.
void hil_fault_setup(const hil_transport_t *polled, const volatile uint16_t *running_operator);

// Asks the core for a system reset and waits for it.
_Noreturn void hil_system_reset(void);

void hil_enable_irq(uint32_t number);

static inline void hil_irq_off(void)
{
    __asm volatile("cpsid i" ::: "memory");
}

static inline void hil_irq_on(void)
{
    __asm volatile("cpsie i" ::: "memory");
}

// Wakes on a pending interrupt even while interrupts are off, which closes the gap between a check and the sleep.
static inline void hil_wait_for_interrupt(void)
{
    __asm volatile("wfi" ::: "memory");
}

// Sections of the linker script; every board's link.ld defines these symbols.
extern uint8_t __text_start[], __text_end[], __rodata_start[], __rodata_end[], __data_start[], __data_end[], __data_load[];
extern uint8_t __bss_start[], __bss_end[], __stack_limit[], __stack_top[];
// The linker's SHA-1 of the whole program: a note header of 16 bytes, then the hash.
extern const uint8_t __build_id_note[];
enum { HIL_BUILD_ID_OFFSET = 16 };

#endif
