#include "hil_kernels.h"
#include "requantize_s16.h"

static int64_t row_sum(const int16_t *in, const int8_t *weights, int32_t offset, int32_t depth)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < depth; i++) {
        sum += (int64_t)in[i] * (weights[i] + offset);
    }
    return sum;
}

void hil_fully_connected_s16(const hil_fc_params_t *params, const hil_scales_t *scales, const int16_t *in, const int8_t *weights,
                             const hil_bias_t *bias, int16_t *out)
{
    const bool wide = params->input_offset != HIL_SUMS_32;
    for (int32_t b = 0; b < params->batches; b++, in += params->depth, out += params->outputs) {
        for (int32_t o = 0; o < params->outputs; o++) {
            const int64_t sum = hil_sum_s64(row_sum(in, weights + o * params->depth, params->filter_offset, params->depth), hil_wide_bias(bias, o));
            // A 32-bit sum wraps: its low word is the same whenever it is cut.
            out[o] = hil_output_s16(scales, o, wide ? sum : (int32_t)sum, wide, params->act_min, params->act_max);
        }
    }
}
