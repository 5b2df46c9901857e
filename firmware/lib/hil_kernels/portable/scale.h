// The output stage's arithmetic for scales that shift right far enough (hil_output_stage_t.shifts_right). Multipliers are not negative.
#ifndef HIL_SCALE_H
#define HIL_SCALE_H

#include "shift_and_add.h"

// Double rounding without a shift: the product in steps of 2^31.
static inline int32_t hil_scale_unshifted(int32_t value, int32_t multiplier)
{
    return (int32_t)(((int64_t)value * multiplier + (1 << 30)) >> 31);
}

// offset + double rounding by `right` in [1, 31]. Halves of negatives go away from zero because 1 is taken off before rounding up;
// with a multiplier that is not negative the product's high part is never the lowest int32.
static inline int32_t hil_scale_double(int32_t value, int32_t multiplier, int32_t right, int32_t offset)
{
    const int32_t high = hil_scale_unshifted(value, multiplier);
    return hil_shift_and_add(high + (high >> 31), right, offset);
}

// offset + single rounding; `right` in [1, 30] counts in the product's high word.
static inline int32_t hil_scale_single(int32_t value, int32_t multiplier, int32_t right, int32_t offset)
{
    return hil_shift_and_add((int32_t)(((int64_t)value * multiplier) >> 32), right, offset);
}

#endif
