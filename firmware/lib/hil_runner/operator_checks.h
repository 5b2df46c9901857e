// What the checks of several operators share. Sizes are products of at most 32 bits; coordinates stay below 32768 so that
// stride * position + dilation * tap fits an int32.
#ifndef HIL_OPERATOR_CHECKS_H
#define HIL_OPERATOR_CHECKS_H

#include "operator_kind.h"

enum { MAX_COORDINATE = 32767 };

static inline bool within(int32_t value, int32_t low, int32_t high)
{
    return value >= low && value <= high;
}

static inline bool plane_fits(const hil_dims_t *dims)
{
    return dims->h <= MAX_COORDINATE && dims->w <= MAX_COORDINATE;
}

static inline bool same_dims(const hil_dims_t *a, const hil_dims_t *b)
{
    return a->n == b->n && a->h == b->h && a->w == b->w && a->c == b->c;
}

static inline bool overlaps(const hil_image_tensor_t *a, const hil_image_tensor_t *b)
{
    return a->offset < b->offset + b->bytes && b->offset < a->offset + a->bytes;
}

static inline bool shift_fits(int32_t shift)
{
    return within(shift, -31, 30);
}

static inline bool activation_fits(const operator_call_t *call, int32_t min, int32_t max)
{
    switch (call->op->type) {
    case TYPE_INT8:
        return within(min, INT8_MIN, INT8_MAX) && within(max, INT8_MIN, INT8_MAX);
    case TYPE_INT16:
        return within(min, INT16_MIN, INT16_MAX) && within(max, INT16_MIN, INT16_MAX);
    default:
        return true;
    }
}

// What a zero point can be: minus an int8 for inputs and weights, an int8 for outputs. Where int16 kernels have none they do not read it.
static inline bool offsets_fit(const operator_call_t *call, int32_t input, int32_t output)
{
    return call->op->type != TYPE_INT8 || (within(input, -INT8_MAX, -INT8_MIN) && within(output, INT8_MIN, INT8_MAX));
}

#endif
