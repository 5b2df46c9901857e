// The output stage's arithmetic (see portable/scale.h) without a long multiplication, of which ARMv6-M and the ARMv8-M baseline have none:
// products in four pieces of 16 bits.
#ifndef HIL_SCALE_H
#define HIL_SCALE_H

#include "shift_and_add.h"

// The upper 32 bits of value * multiplier, multiplier >= 0; `middle` is the 16 bits below them.
static inline int32_t hil_high_word(int32_t value, int32_t multiplier, uint32_t *middle)
{
    const int32_t value_high = value >> 16, multiplier_high = multiplier >> 16;
    const uint32_t value_low = (uint32_t)value & 0xFFFFu, multiplier_low = (uint32_t)multiplier & 0xFFFFu;
    const uint32_t low = value_low * multiplier_low;
    // Neither sum leaves its 32 bits: (2^15 - 1) (2^16 - 1) + 2^16 - 1 < 2^31, and 2^16 + 2^16 2^15 < 2^32.
    const int32_t cross = (int32_t)((uint32_t)value_high * multiplier_low + (low >> 16));
    const uint32_t other = value_low * (uint32_t)multiplier_high + ((uint32_t)cross & 0xFFFFu);
    *middle = other & 0xFFFFu;
    return value_high * multiplier_high + (cross >> 16) + (int32_t)(other >> 16);
}

static inline int32_t hil_scale_unshifted(int32_t value, int32_t multiplier)
{
    uint32_t middle;
    const int32_t high = hil_high_word(value, multiplier, &middle);
    // Rounded up: what lies below the middle cannot carry.
    return high * 2 + (int32_t)((middle + 0x4000u) >> 15);
}

static inline int32_t hil_scale_double(int32_t value, int32_t multiplier, int32_t right, int32_t offset)
{
    const int32_t scaled = hil_scale_unshifted(value, multiplier);
    return hil_shift_and_add(scaled + (scaled >> 31), right, offset);
}

static inline int32_t hil_scale_single(int32_t value, int32_t multiplier, int32_t right, int32_t offset)
{
    uint32_t middle;
    return hil_shift_and_add(hil_high_word(value, multiplier, &middle), right, offset);
}

#endif
