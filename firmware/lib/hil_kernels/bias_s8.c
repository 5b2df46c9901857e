#include "bias_s8.h"

static int32_t stored(const hil_bias_t *bias, int32_t channel)
{
    switch (bias->bytes) {
    case 1:
        return ((const int8_t *)bias->values)[channel];
    case 2:
        return ((const int16_t *)bias->values)[channel];
    default:
        return ((const int32_t *)bias->values)[channel];
    }
}

// sat32(q << shift)
static int32_t shifted(int32_t q, uint32_t shift)
{
    if (q == 0) {
        return 0;
    }
    // What is left of q after a shift back must be q itself, else bits went over the top.
    const int32_t wide = shift < 32 ? (int32_t)((uint32_t)q << shift) : 0;
    if (shift < 32 && wide >> shift == q) {
        return wide;
    }
    return q > 0 ? INT32_MAX : INT32_MIN;
}

int32_t hil_bias_of(const hil_bias_t *bias, int32_t channel)
{
    if (bias->values == NULL) {
        return 0;
    }
    const int32_t q = stored(bias, channel);
    return bias->shifts == NULL ? q : shifted(q, bias->shifts[channel * bias->shift_step]);
}

void hil_bias_widen(const hil_bias_t *bias, int32_t first, int32_t count, int32_t *to)
{
    for (int32_t i = 0; i < count; i++) {
        to[i] = hil_bias_of(bias, first + i);
    }
}
