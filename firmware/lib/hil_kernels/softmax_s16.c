#include "hil_kernels.h"
#include "requantize_s16.h"

// Seven bits of fraction between neighbouring entries of a table of 513.
static int16_t interpolate(const int16_t *table, int16_t at)
{
    const int32_t index = 256 + (at >> 7);
    const int16_t step = (int16_t)(table[index + 1] - table[index]);
    return (int16_t)(table[index] + ((step * (at & 127) + 64) >> 7));
}

static int16_t exp_of(const hil_softmax_params_t *p, bool single_rounding, const int16_t *table, int32_t difference)
{
    const int32_t scaled = hil_requantize(difference, p->multiplier, p->shift, single_rounding);
    return interpolate(table, hil_clamp_s16((int32_t)((uint32_t)scaled + INT16_MAX), INT16_MIN, INT16_MAX));
}

static int32_t row_maximum(const int16_t *in, int32_t count)
{
    int32_t maximum = in[0];
    for (int32_t i = 1; i < count; i++) {
        maximum = in[i] > maximum ? in[i] : maximum;
    }
    return maximum;
}

static void softmax_row(const hil_softmax_params_t *p, bool single_rounding, const int16_t *tables, const int16_t *in, int16_t *out)
{
    const int32_t maximum = row_maximum(in, p->row_size);
    uint32_t sum = 0;
    for (int32_t i = 0; i < p->row_size; i++) {
        out[i] = exp_of(p, single_rounding, tables, in[i] - maximum);
        const uint32_t share = (uint32_t)out[i];
        sum += share;
    }
    // Tables that a model cannot have may sum to anything: the shifts stay in range whatever comes.
    int32_t headroom = sum == 0 ? 32 : __builtin_clz(sum);
    headroom = headroom < 1 ? 1 : headroom > 30 ? 30 : headroom;
    // The sum less its leading one, moved to the int16 range.
    const int64_t raised = (int64_t)((uint64_t)(int64_t)(int32_t)sum << (headroom - 1));
    const int64_t reduced = ((raised + (1 << 13)) >> 14) - 98304;
    const int16_t reciprocal = interpolate(tables + HIL_SOFTMAX_TABLE, (int16_t)reduced);
    for (int32_t i = 0; i < p->row_size; i++) {
        out[i] = (int16_t)((((out[i] * reciprocal) >> (30 - headroom)) + 1) >> 1);
    }
}

void hil_softmax_s16(const hil_softmax_params_t *params, bool single_rounding, const int16_t *tables, const int16_t *in, int16_t *out)
{
    for (int32_t r = 0; r < params->rows; r++) {
        softmax_row(params, single_rounding, tables, in, out);
        in += params->row_size;
        out += params->row_size;
    }
}
