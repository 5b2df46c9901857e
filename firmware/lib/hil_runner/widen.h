// Widening of narrow biases, exact in 64 bits and independent of the run's rounding (IMAGE.md, "Widening data").
#ifndef HIL_WIDEN_H
#define HIL_WIDEN_H

#include <stdint.h>

// sat32(q << shift); q fits 16 bits, shift in [0, 62].
int32_t widen_shift(int32_t q, int32_t shift);
// sat32(round(q * multiplier * 2^(shift - 31))), halves away from zero; q fits 16 bits, any shift.
int32_t widen_multiplier(int32_t q, int32_t multiplier, int32_t shift);

#endif
