// A row of a depthwise window.
#ifndef HIL_ROW4_H
#define HIL_ROW4_H

#include <stdint.h>

// Adds `cols` > 0 taps of four neighbouring channels; weights are four int32 a tap.
static inline __attribute__((always_inline)) void hil_row4(const int8_t *in, int32_t col_step, uint32_t offset, const uint32_t *weights,
                                                           int32_t cols, uint32_t sums[4])
{
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    int32_t at = 0;
#pragma GCC unroll 1
    for (int32_t c = 0; c < cols; c++, at += col_step, weights += 4) {
        s0 += ((uint32_t)in[at] + offset) * weights[0];
        s1 += ((uint32_t)in[at + 1] + offset) * weights[1];
        s2 += ((uint32_t)in[at + 2] + offset) * weights[2];
        s3 += ((uint32_t)in[at + 3] + offset) * weights[3];
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

#endif
