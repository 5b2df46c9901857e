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

enum { BITS_32 = 3, MOST_READS = 300 };

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

// Under QEMU's `-icount shift=6` an instruction takes 64 ns and a tick 62.5 ns, 128 and 125 steps of half a nanosecond. Reads that are
// 42 instructions apart differ by 43 ticks and one step: by 44 ticks only when the first stood on the last step of its tick, and then the
// second stands on the first of its own. On another clock the loop gives up after MOST_READS.
void hil_port_settle(void)
{
    uint32_t last = 0, now, left = MOST_READS, one = 1;
    __asm volatile("    .syntax unified\n"
                   "1:  str  %[one], [%[capture]]\n"
                   "    ldr  %[now], [%[compare]]\n"
                   "    .rept 34\n"
                   "    nop\n"
                   "    .endr\n"
                   "    subs %[left], %[left], #1\n"
                   "    beq  2f\n"
                   "    subs %[last], %[now], %[last]\n"
                   "    cmp  %[last], #44\n"
                   "    mov  %[last], %[now]\n"
                   "    bne  1b\n"
                   "2:\n"
                   : [last] "+&l"(last), [now] "=&l"(now), [left] "+&l"(left)
                   : [one] "l"(one), [capture] "l"(&TIMER0->capture[0]), [compare] "l"(&TIMER0->compare[0])
                   : "cc", "memory");
}
