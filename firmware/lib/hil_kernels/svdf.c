#include "bias_s8.h"
#include "dots4.h"
#include "hil_kernels.h"
#include "hil_requantize.h"

static int32_t clamp(int32_t value, int32_t min, int32_t max)
{
    const int32_t raised = value < min ? min : value;
    return raised > max ? max : raised;
}

// Four features of the newest input, from feature `f` on, as the state keeps them.
static __attribute__((noinline)) void newest(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, const int8_t *feature,
                                             int32_t f, int32_t values[4])
{
    const hil_filters4_t filters = hil_filters4_at(feature + f * p->input_size, p->input_size, p->features - f);
    uint32_t sums[4] = { 0 };
    hil_dots4_s8(in, -p->input_offset, &filters, 0, p->input_size, sums);
    for (int32_t i = 0; i < 4; i++) {
        const int32_t value = hil_requantize((int32_t)sums[i], scales->multiplier[0], scales->shift[0], scales->single_rounding);
        values[i] = clamp(value, p->state_min, p->state_max) + p->state_offset;
    }
}

static int8_t unit_output(const hil_svdf_params_t *p, const hil_scales_t *scales, uint32_t sum)
{
    const int32_t value = hil_requantize((int32_t)sum, scales->multiplier[1], scales->shift[1], scales->single_rounding);
    return hil_offset_and_clamp(value, p->output_offset, p->act_min, p->act_max);
}

// A state moves on by one and takes its newest value; what its memory adds to the sum.
static uint32_t remember_s8(const hil_svdf_params_t *p, int8_t *state, const int8_t *time, int32_t value)
{
    const int32_t last = p->memory - 1;
    // The newest value counts as it is kept.
    const int8_t kept = (int8_t)value;
    uint32_t sum = hil_product((uint32_t)kept - (uint32_t)p->state_offset, time[last]);
    for (int32_t i = 0; i < last; i++) {
        state[i] = state[i + 1];
        sum += hil_product((uint32_t)state[i] - (uint32_t)p->state_offset, time[i]);
    }
    state[last] = kept;
    return sum;
}

static uint32_t remember_s16(const hil_svdf_params_t *p, int16_t *state, const int16_t *time, int32_t value)
{
    const int32_t last = p->memory - 1;
    const int16_t kept = (int16_t)value;
    uint32_t sum = ((uint32_t)kept - (uint32_t)p->state_offset) * (uint32_t)time[last];
    for (int32_t i = 0; i < last; i++) {
        state[i] = state[i + 1];
        sum += ((uint32_t)state[i] - (uint32_t)p->state_offset) * (uint32_t)time[i];
    }
    state[last] = kept;
    return sum;
}

// States and weights of `bytes` bytes.
static void run(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, void *state, const int8_t *feature, const void *time,
                const hil_bias_t *bias, int8_t *out, int32_t bytes)
{
    uint32_t sum = 0;
    int32_t values[4];
    for (int32_t i = 0, f = 0, rank = 0; i < p->batches * p->features; i++) {
        if (f % 4 == 0) {
            newest(p, scales, in, feature, f, values);
        }
        const int32_t of_state = i * p->memory, of_time = f * p->memory;
        sum += bytes == 1 ? remember_s8(p, (int8_t *)state + of_state, (const int8_t *)time + of_time, values[f % 4])
                          : remember_s16(p, (int16_t *)state + of_state, (const int16_t *)time + of_time, values[f % 4]);
        if (++rank == p->rank) {
            *out++ = unit_output(p, scales, sum + (uint32_t)hil_bias_of(bias, f / p->rank));
            sum = 0;
            rank = 0;
        }
        if (++f == p->features) {
            f = 0;
            in += p->input_size;
        }
    }
}

void hil_svdf_s8(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, int8_t *state, const int8_t *feature,
                 const int8_t *time, const hil_bias_t *bias, int8_t *out)
{
    run(p, scales, in, state, feature, time, bias, out, 1);
}

void hil_svdf_state_s16_s8(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, int16_t *state, const int8_t *feature,
                           const int16_t *time, const hil_bias_t *bias, int8_t *out)
{
    run(p, scales, in, state, feature, time, bias, out, 2);
}
