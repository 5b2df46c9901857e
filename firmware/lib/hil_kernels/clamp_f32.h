#ifndef HIL_CLAMP_F32_H
#define HIL_CLAMP_F32_H

#include "hil_kernel_types.h"

// An activation range given as the bits of two f32.
static inline float hil_clamp_f32(float value, int32_t min_bits, int32_t max_bits)
{
    const float min = hil_float_from_bits(min_bits);
    const float max = hil_float_from_bits(max_bits);
    const float raised = value < min ? min : value;
    return raised > max ? max : raised;
}

#endif
