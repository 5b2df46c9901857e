#include "dots4.h"
#include "hil_kernels.h"
#include "requantize_s16.h"

// sum(x * (w + f)) = sum(x * w) + f * sum(x) keeps the filter offset out of the loops.
static int64_t filter_offset_part(const int16_t *in, int32_t depth, int32_t offset)
{
    int64_t sum = 0;
    for (int32_t i = 0; offset != 0 && i < depth; i++) {
        sum += in[i];
    }
    return sum * offset;
}

void hil_fully_connected_s16(const hil_fc_params_t *params, const hil_scales_t *scales, const int16_t *in, const int8_t *weights,
                             const hil_bias_t *bias, int16_t *out)
{
    const bool wide = params->input_offset != HIL_SUMS_32;
    const int32_t depth = params->depth;
    for (int32_t b = 0; b < params->batches; b++, in += depth, out += params->outputs) {
        const int64_t start = filter_offset_part(in, depth, params->filter_offset);
        for (int32_t o = 0; o < params->outputs; o += 4) {
            const hil_filters4_t filters = hil_filters4_at(weights + o * depth, depth, params->outputs - o);
            int64_t sums[4] = { start, start, start, start };
            hil_dots4_wide_s16(in, &filters, 0, depth, sums);
            for (int32_t f = 0; f < 4 && o + f < params->outputs; f++) {
                const int64_t sum = hil_sum_s64(sums[f], hil_wide_bias(bias, o + f));
                // A 32-bit sum wraps: its low word is the same whenever it is cut.
                out[o + f] = hil_output_s16(scales, o + f, wide ? sum : (int32_t)sum, wide, params->act_min, params->act_max);
            }
        }
    }
}
