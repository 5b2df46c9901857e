#include "hil_mps2.h"

enum { COUNTER_ADDRESS = 0x40028018, MOST_READS = 64 };

uint64_t hil_mps2_ticks(void)
{
    static uint64_t extended;
    const uint32_t now = *(volatile const uint32_t *)COUNTER_ADDRESS;
    extended += (uint32_t)(now - (uint32_t)extended);
    return extended;
}

// One instruction is 64 ns and one tick 40 ns, 8 and 5 units of 8 ns. Reads that are 7 instructions, 56 units, apart differ by 11
// ticks, or by 12 just when the first read stood on the last unit of its tick: then the second stands on the first of its own.
// Hence the loop is exactly 7 instructions long. On a clock of another kind it gives up after MOST_READS.
void hil_mps2_settle(void)
{
    uint32_t last, now, delta, left = MOST_READS;
    __asm volatile("    ldr  %[last], [%[counter]]\n"
                   "1:  ldr  %[now], [%[counter]]\n"
                   "    subs %[left], %[left], #1\n"
                   "    beq  2f\n"
                   "    sub  %[delta], %[now], %[last]\n"
                   "    mov  %[last], %[now]\n"
                   "    cmp  %[delta], #12\n"
                   "    bne  1b\n"
                   "2:\n"
                   : [last] "=&r"(last), [now] "=&r"(now), [delta] "=&r"(delta), [left] "+&r"(left)
                   : [counter] "r"(COUNTER_ADDRESS)
                   : "cc", "memory");
}
