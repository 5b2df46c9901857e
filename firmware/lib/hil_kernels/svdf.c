#include "bias_s8.h"
#include "hil_kernels.h"
#include "hil_requantize.h"
#include "requantize_s16.h"

static uint32_t feature_sum(const hil_svdf_params_t *p, const int8_t *in, const int8_t *weights)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < p->input_size; i++) {
        sum += hil_product((uint32_t)in[i] - (uint32_t)p->input_offset, weights[i]);
    }
    return sum;
}

static int32_t clamp(int32_t value, int32_t min, int32_t max)
{
    const int32_t raised = value < min ? min : value;
    return raised > max ? max : raised;
}

// A feature of the newest input as the state keeps it.
static int32_t newest(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, const int8_t *weights)
{
    const int32_t sum = (int32_t)feature_sum(p, in, weights);
    const int32_t value = hil_requantize(sum, scales->multiplier[0], scales->shift[0], scales->single_rounding);
    return clamp(value, p->state_min, p->state_max) + p->state_offset;
}

static int8_t unit_output(const hil_svdf_params_t *p, const hil_scales_t *scales, uint32_t sum)
{
    const int32_t value = hil_requantize((int32_t)sum, scales->multiplier[1], scales->shift[1], scales->single_rounding);
    return hil_offset_and_clamp(value, p->output_offset, p->act_min, p->act_max);
}

void hil_svdf_s8(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, int8_t *state, const int8_t *feature,
                 const int8_t *time, const hil_bias_t *bias, int8_t *out)
{
    for (int32_t b = 0; b < p->batches; b++, in += p->input_size) {
        for (int32_t f = 0; f < p->features;) {
            uint32_t sum = (uint32_t)hil_bias_of(bias, f / p->rank);
            for (int32_t r = 0; r < p->rank; r++, f++, state += p->memory) {
                memmove(state, state + 1, (size_t)(p->memory - 1));
                state[p->memory - 1] = (int8_t)newest(p, scales, in, feature + f * p->input_size);
                for (int32_t i = 0; i < p->memory; i++) {
                    sum += hil_product((uint32_t)state[i] - (uint32_t)p->state_offset, time[f * p->memory + i]);
                }
            }
            *out++ = unit_output(p, scales, sum);
        }
    }
}

void hil_svdf_state_s16_s8(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, int16_t *state, const int8_t *feature,
                           const int16_t *time, const hil_bias_t *bias, int8_t *out)
{
    for (int32_t b = 0; b < p->batches; b++, in += p->input_size) {
        for (int32_t f = 0; f < p->features;) {
            uint32_t sum = (uint32_t)hil_bias_of(bias, f / p->rank);
            for (int32_t r = 0; r < p->rank; r++, f++, state += p->memory) {
                memmove(state, state + 1, (size_t)(p->memory - 1) * sizeof *state);
                state[p->memory - 1] = (int16_t)newest(p, scales, in, feature + f * p->input_size);
                for (int32_t i = 0; i < p->memory; i++) {
                    sum += ((uint32_t)state[i] - (uint32_t)p->state_offset) * (uint32_t)time[f * p->memory + i];
                }
            }
            *out++ = unit_output(p, scales, sum);
        }
    }
}
