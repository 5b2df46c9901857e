// FPGAIO COUNTER.
#include "board.h"
#include "hil_port.h"

enum { MOST_READS = 64 };

void hil_port_start(void)
{
    // The counter runs from reset, and the clocks are what the FPGA image makes them.
}

uint64_t hil_port_ticks(void)
{
    static uint64_t extended;
    const uint32_t now = *(volatile const uint32_t *)BOARD_COUNTER_ADDRESS;
    extended += (uint32_t)(now - (uint32_t)extended);
    return extended;
}

// Under QEMU's `-icount shift=6` an instruction takes 64 ns and a tick 40 or 50 ns, so from an arbitrary phase a figure varies by one
// tick. The loop reads the counter every 7 + BOARD_SETTLE_NOPS instructions. That time is a whole number of ticks and one step of
// their common measure (8 ns for 64 and 40, 2 ns for 64 and 50) more, so two reads differ by BOARD_SETTLE_TICKS only when the first
// stood on the last step of its tick: then the second stands on the first of its own. On another clock it gives up after MOST_READS.
void hil_port_settle(void)
{
    uint32_t last, now, delta, left = MOST_READS;
    __asm volatile("    ldr  %[last], [%[counter]]\n"
                   "1:  ldr  %[now], [%[counter]]\n"
                   "    .rept %c[nops]\n"
                   "    nop\n"
                   "    .endr\n"
                   "    subs %[left], %[left], #1\n"
                   "    beq  2f\n"
                   "    sub  %[delta], %[now], %[last]\n"
                   "    mov  %[last], %[now]\n"
                   "    cmp  %[delta], %[ticks]\n"
                   "    bne  1b\n"
                   "2:\n"
                   : [last] "=&r"(last), [now] "=&r"(now), [delta] "=&r"(delta), [left] "+&r"(left)
                   : [counter] "r"(BOARD_COUNTER_ADDRESS), [nops] "i"(BOARD_SETTLE_NOPS), [ticks] "i"(BOARD_SETTLE_TICKS)
                   : "cc", "memory");
}
