#include "output_s16.h"

#include "requantize_s16.h"

// Biases of 64 bits: what nearly every layer has whose sums have as many.
static void usual_outputs(const hil_output_s16_t *stage, const int64_t *bias, const int32_t *multiplier, const int32_t *shift, int32_t count,
                          const int32_t *sums, int16_t *out)
{
    const int32_t min = stage->min, max = stage->max, step = stage->scales->step;
    for (const int16_t *end = out + count; out != end; multiplier += step, shift += step) {
        const int64_t sum = hil_sum_s64(*sums++, *bias++);
        *out++ = hil_clamp_s16(hil_requantize_s64(sum, hil_reduced_multiplier(*multiplier), *shift), min, max);
    }
}

void hil_outputs_s16(const hil_output_s16_t *stage, int32_t first, int32_t count, const int32_t *sums, int16_t *out)
{
    const hil_scales_t *s = stage->scales;
    if (stage->wide && stage->bias->values != NULL && stage->bias->bytes == 8) {
        const int64_t *bias = (const int64_t *)stage->bias->values + first;
        usual_outputs(stage, bias, s->multiplier + first * s->step, s->shift + first * s->step, count, sums, out);
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        const int64_t sum = hil_sum_s64(sums[i], hil_wide_bias(stage->bias, first + i));
        out[i] = hil_output_s16(s, first + i, sum, stage->wide, stage->min, stage->max);
    }
}
