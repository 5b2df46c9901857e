// TIM2, 32 bits wide. QEMU has no clock tree for this chip: there is nothing to set up but the timer.
#include "board.h"
#include "hil_port.h"

typedef struct timer {
    volatile uint32_t control1, unused0[4], generate, unused1[3], count, prescaler, reload;
} timer_t;

#define TIM2 ((timer_t *)0x40000000u)

enum { CONTROL_ON = 1, GENERATE_UPDATE = 1 };

void hil_port_start(void)
{
    TIM2->prescaler = 0;
    TIM2->reload = 0xFFFFFFFF;
    TIM2->generate = GENERATE_UPDATE;
    TIM2->control1 = CONTROL_ON;
}

// Wraps every 4.3 s of the machine's time, 67 million instructions: no operator takes that long.
uint64_t hil_port_ticks(void)
{
    static uint64_t extended;
    const uint32_t now = TIM2->count;
    extended += (uint32_t)(now - (uint32_t)extended);
    return extended;
}

void hil_port_settle(void)
{
    // An instruction is a whole number of ticks.
}
