#include "dots4.h"

#include <arm_mve.h>

// Eight elements, which are in q0. Loads that widen want a low register ("l").
#define EIGHT_4                        \
    "vldrb.s16 q1, [%[w0]], #8\n"      \
    "vmladava.s16 %[s0], q0, q1\n"     \
    "vldrb.s16 q2, [%[w1]], #8\n"      \
    "vmladava.s16 %[s1], q0, q2\n"     \
    "vldrb.s16 q1, [%[w2]], #8\n"      \
    "vmladava.s16 %[s2], q0, q1\n"     \
    "vldrb.s16 q2, [%[w3]], #8\n"      \
    "vmladava.s16 %[s3], q0, q2\n"

void hil_dots4_s16(const int16_t *x, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    const int8_t *w0 = filters->w[0] + from, *w1 = filters->w[1] + from, *w2 = filters->w[2] + from, *w3 = filters->w[3] + from;
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    __asm volatile("wlstp.16 lr, %[count], 2f\n"
                   "1: vldrh.u16 q0, [%[x]], #16\n" EIGHT_4
                   "letp lr, 1b\n"
                   "2:\n"
                   : [s0] "+Te"(s0), [s1] "+Te"(s1), [s2] "+Te"(s2), [s3] "+Te"(s3), [x] "+r"(x), [w0] "+l"(w0), [w1] "+l"(w1),
                     [w2] "+l"(w2), [w3] "+l"(w3)
                   : [count] "r"(count)
                   : "q0", "q1", "q2", "lr", "cc", "memory");
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

void hil_dots4_s8(const int8_t *x, int32_t offset, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    const int8_t *w0 = filters->w[0] + from, *w1 = filters->w[1] + from, *w2 = filters->w[2] + from, *w3 = filters->w[3] + from;
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    const int16x8_t offsets = vdupq_n_s16((int16_t)offset);
    __asm volatile("wlstp.16 lr, %[count], 2f\n"
                   "1: vldrb.s16 q0, [%[x]], #8\n"
                   "vadd.i16 q0, q0, %q[offsets]\n" EIGHT_4
                   "letp lr, 1b\n"
                   "2:\n"
                   : [s0] "+Te"(s0), [s1] "+Te"(s1), [s2] "+Te"(s2), [s3] "+Te"(s3), [x] "+l"(x), [w0] "+l"(w0), [w1] "+l"(w1),
                     [w2] "+l"(w2), [w3] "+l"(w3)
                   : [count] "r"(count), [offsets] "w"(offsets)
                   : "q0", "q1", "q2", "lr", "cc", "memory");
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}
