// TIMER0 at 16 MHz, 32 bits wide.
#include "board.h"
#include "hil_port.h"

typedef struct timer {
    volatile uint32_t start, stop, count, clear, unused0[12];
    volatile uint32_t capture[4], unused1[301];
    volatile uint32_t mode, bits, unused2, prescaler, unused3[11];
    volatile uint32_t compare[4];
} timer_t;

_Static_assert(sizeof(timer_t) == 0x550, "nRF TIMER register layout");

#define TIMER0 ((timer_t *)0x40008000u)

enum { BITS_32 = 3 };

void hil_port_start(void)
{
    TIMER0->bits = BITS_32;
    TIMER0->prescaler = 0;
    TIMER0->start = 1;
}

uint64_t hil_port_ticks(void)
{
    static uint64_t extended;
    TIMER0->capture[0] = 1;
    const uint32_t now = TIMER0->compare[0];
    extended += (uint32_t)(now - (uint32_t)extended);
    return extended;
}

void hil_port_settle(void)
{
}
