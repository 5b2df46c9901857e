// The output stage of int16 kernels, as CMSIS-NN does it: 64-bit sums by a multiplier cut to 16 bits, 32-bit sums by the whole one.
#ifndef HIL_REQUANTIZE_S16_H
#define HIL_REQUANTIZE_S16_H

#include "hil_requantize.h"

static inline int16_t hil_clamp_s16(int32_t value, int32_t min, int32_t max)
{
    const int32_t raised = value < min ? min : value;
    return (int16_t)(raised > max ? max : raised);
}

// A sum that wraps in 64 bits: a bias may be anything.
static inline int64_t hil_sum_s64(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

// The upper 16 bits of a multiplier, rounded.
static inline int32_t hil_reduced_multiplier(int32_t multiplier)
{
    return multiplier < 0x7FFF0000 ? (multiplier + 0x8000) >> 16 : 0x7FFF;
}

// The product wraps in 64 bits and its shifted value in 32; shift in [-31, 14]. `reduced` is not negative, so that two multiplications do.
static inline int32_t hil_requantize_s64(int64_t value, int32_t reduced, int32_t shift)
{
    const int64_t product = (int64_t)((uint64_t)value * (uint32_t)reduced) >> (14 - shift);
    return (int32_t)((uint32_t)product + 1u) >> 1;
}

// What a channel's sum becomes. `wide` sums have 64 bits, others 32.
static inline int16_t hil_output_s16(const hil_scales_t *scales, int32_t channel, int64_t sum, bool wide, int32_t min, int32_t max)
{
    const int32_t multiplier = scales->multiplier[channel * scales->step];
    const int32_t shift = scales->shift[channel * scales->step];
    const int32_t value = wide ? hil_requantize_s64(sum, hil_reduced_multiplier(multiplier), shift)
                               : hil_requantize((int32_t)sum, multiplier, shift, scales->single_rounding);
    return hil_clamp_s16(value, min, max);
}

// A bias of 32 or 64 bits; 0 without one.
static inline int64_t hil_wide_bias(const hil_bias_t *bias, int32_t channel)
{
    if (bias->values == NULL) {
        return 0;
    }
    return bias->bytes == 8 ? ((const int64_t *)bias->values)[channel] : ((const int32_t *)bias->values)[channel];
}

#endif
