#include "hil_dwt.h"

#include <stddef.h>

#include "board.h"
#include "hil_port.h"

typedef struct dwt {
    volatile uint32_t control, cycles;
} dwt_t;

_Static_assert(offsetof(dwt_t, cycles) == 4, "DWT register layout");

#define DWT ((dwt_t *)0xE0001000u)
#define DWT_LOCK ((volatile uint32_t *)0xE0001FB0u)
#define DEBUG_CONTROL ((volatile uint32_t *)0xE000EDFCu)

enum { TRACE_ON = 1 << 24, COUNT_ON = 1 };

void hil_dwt_start(void)
{
    *DEBUG_CONTROL |= TRACE_ON;
#if defined(BOARD_DWT_LOCKED)
    // A Cortex-M7 has the CoreSight lock on; the key is the architecture's.
    *DWT_LOCK = 0xC5ACCE55u;
#endif
    DWT->cycles = 0;
    DWT->control |= COUNT_ON;
}

// 32 bits wide: an operator must not take longer than 2^32 cycles, 20 s at 216 MHz.
uint64_t hil_port_ticks(void)
{
    static uint64_t extended;
    const uint32_t now = DWT->cycles;
    extended += (uint32_t)(now - (uint32_t)extended);
    return extended;
}

void hil_port_settle(void)
{
    // It counts every cycle: any moment is as good.
}
