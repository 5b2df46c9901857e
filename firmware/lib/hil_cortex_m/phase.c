#include "hil_cortex_m.h"

typedef struct systick {
    volatile uint32_t csr, rvr, cvr, calib;
} systick_t;

_Static_assert(sizeof(systick_t) == 16, "SysTick register layout");

#define SYSTICK ((systick_t *)0xE000E010u)
#define ICSR (*(volatile uint32_t *)0xE000ED04u)

enum { CSR_ENABLE = 1, CSR_INTERRUPT = 2, CSR_CORE_CLOCK = 4, RELOAD = 31 };
enum { ICSR_SYSTICK_PENDING = 1 << 26, ICSR_CLEAR_SYSTICK = 1 << 25 };

void hil_await_clock_edge(void)
{
    hil_irq_off();
    SYSTICK->rvr = RELOAD;
    SYSTICK->cvr = 0;
    SYSTICK->csr = CSR_ENABLE | CSR_INTERRUPT | CSR_CORE_CLOCK;
    while ((ICSR & ICSR_SYSTICK_PENDING) == 0) {
        hil_wait_for_interrupt();
    }
    SYSTICK->csr = 0;
    ICSR = ICSR_CLEAR_SYSTICK;
    hil_irq_on();
}
