// The output stage's arithmetic on four lanes. Multipliers are not negative, so VQRDMULH never saturates.
#ifndef HIL_MVE_REQUANTIZE_H
#define HIL_MVE_REQUANTIZE_H

#include <arm_mve.h>

// Double rounding by shifts in [-31, -1]. Halves of negatives go away from zero because 1 is taken off before VRSHL rounds up.
static inline int32x4_t hil_scale_double(int32x4_t values, int32x4_t multipliers, int32x4_t shifts)
{
    const int32x4_t high = vqrdmulhq_s32(values, multipliers);
    return vrshlq_s32(vaddq_s32(high, vshrq_n_s32(high, 31)), shifts);
}

// Double rounding by shifts in [-31, 30]: to the left before the product, wrapping.
static inline int32x4_t hil_scale_double_any(int32x4_t values, int32x4_t multipliers, int32x4_t shifts)
{
    const int32x4_t zero = vdupq_n_s32(0);
    const int32x4_t left = vmaxq_s32(shifts, zero), right = vminq_s32(shifts, zero);
    const int32x4_t high = vqrdmulhq_s32(vshlq_s32(values, left), multipliers);
    // The sign bit of both: a negative value that shifts to the right.
    return vrshlq_s32(vaddq_s32(high, vshrq_n_s32(vandq_s32(high, right), 31)), right);
}

// Single rounding by shifts in [-31, -2]: the rounding bit lies in the product's high word.
static inline int32x4_t hil_scale_single(int32x4_t values, int32x4_t multipliers, int32x4_t shifts)
{
    return vrshlq_s32(vmulhq_s32(values, multipliers), vaddq_n_s32(shifts, 1));
}

// One scale for all lanes, shifts in [-31, 30].
static inline int32x4_t hil_scale_all(int32x4_t values, int32_t multiplier, int32_t shift)
{
    const int32_t left = shift > 0 ? shift : 0, right = shift > 0 ? 0 : shift;
    const int32x4_t high = vqrdmulhq_n_s32(vshlq_r_s32(values, left), multiplier);
    // 1 is taken off negatives where a shift to the right follows, so that their halves go away from zero.
    return vrshlq_n_s32(right < 0 ? vaddq_s32(high, vshrq_n_s32(high, 31)) : high, right);
}

#endif
