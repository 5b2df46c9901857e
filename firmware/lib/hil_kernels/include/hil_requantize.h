// Fixed-point scaling as CMSIS-NN does it in plain C: double rounding by default, single rounding as its
// CMSIS_NN_USE_SINGLE_ROUNDING build. Overflow wraps, hence the unsigned arithmetic.
#ifndef HIL_REQUANTIZE_H
#define HIL_REQUANTIZE_H

#include "hil_kernel_types.h"

// round(a * b / 2^31), halves towards plus infinity.
static inline int32_t hil_multiply_high(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + (1 << 30)) >> 31);
}

// round(x / 2^exponent), halves away from zero; exponent in [0, 31].
static inline int32_t hil_divide_by_power_of_two(int32_t x, int32_t exponent)
{
    const uint32_t mask = (1u << exponent) - 1u;
    const uint32_t remainder = (uint32_t)x & mask;
    // Below zero the floor has already gone away from zero, so an exact half must not go up.
    const uint32_t threshold = (mask >> 1) + (x < 0 ? 1u : 0u);
    return (x >> exponent) + (remainder > threshold ? 1 : 0);
}

// Left shift first (wrapping), then multiply and round, then shift right and round again. shift in [-31, 30].
static inline int32_t hil_requantize_double(int32_t value, int32_t multiplier, int32_t shift)
{
    if (shift > 0) {
        return hil_multiply_high((int32_t)((uint32_t)value << shift), multiplier);
    }
    return hil_divide_by_power_of_two(hil_multiply_high(value, multiplier), -shift);
}

// One rounding of the full product, halves towards plus infinity. shift in [-31, 30].
static inline int32_t hil_requantize_single(int32_t value, int32_t multiplier, int32_t shift)
{
    const int64_t product = (int64_t)value * multiplier;
    return (int32_t)(((product >> (30 - shift)) + 1) >> 1);
}

static inline int32_t hil_requantize(int32_t value, int32_t multiplier, int32_t shift, bool single_rounding)
{
    return single_rounding ? hil_requantize_single(value, multiplier, shift) : hil_requantize_double(value, multiplier, shift);
}

// Offset and clamp of an output stage. With min > max the result is max, as in CMSIS-NN.
static inline int8_t hil_offset_and_clamp(int32_t value, int32_t offset, int32_t min, int32_t max)
{
    int32_t moved = (int32_t)((uint32_t)value + (uint32_t)offset);
    moved = moved < min ? min : moved;
    return (int8_t)(moved > max ? max : moved);
}

#endif
