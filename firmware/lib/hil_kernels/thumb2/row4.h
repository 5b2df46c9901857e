// A row of a depthwise window in Thumb-2.
#ifndef HIL_ROW4_H
#define HIL_ROW4_H

#include <stdint.h>

// Adds `cols` > 0 taps of four neighbouring channels; weights are four int32 a tap.
static inline __attribute__((always_inline)) void hil_row4(const int8_t *in, int32_t col_step, uint32_t offset, const uint32_t *weights,
                                                           int32_t cols, uint32_t sums[4])
{
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    if (__builtin_constant_p(offset) && offset == 0) {
        int32_t x;
        __asm volatile("1: ldmia %[weights]!, {r4, r5, r6, r7}\n"
                       "ldrsb %[x], [%[in]]\n"
                       "mla   %[s0], %[x], r4, %[s0]\n"
                       "ldrsb %[x], [%[in], #1]\n"
                       "mla   %[s1], %[x], r5, %[s1]\n"
                       "ldrsb %[x], [%[in], #2]\n"
                       "mla   %[s2], %[x], r6, %[s2]\n"
                       "ldrsb %[x], [%[in], #3]\n"
                       "mla   %[s3], %[x], r7, %[s3]\n"
                       "add   %[in], %[in], %[step]\n"
                       "subs  %[cols], %[cols], #1\n"
                       "bne   1b\n"
                       : [in] "+r"(in), [weights] "+r"(weights), [cols] "+r"(cols), [s0] "+r"(s0), [s1] "+r"(s1), [s2] "+r"(s2),
                         [s3] "+r"(s3), [x] "=&r"(x)
                       : [step] "r"(col_step)
                       : "r4", "r5", "r6", "r7", "cc", "memory");
    } else {
#pragma GCC unroll 1
        for (; cols > 0; cols--, in += col_step, weights += 4) {
            s0 += ((uint32_t)in[0] + offset) * weights[0];
            s1 += ((uint32_t)in[1] + offset) * weights[1];
            s2 += ((uint32_t)in[2] + offset) * weights[2];
            s3 += ((uint32_t)in[3] + offset) * weights[3];
        }
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

#endif
