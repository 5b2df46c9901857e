#include "output_s8.h"

#include "hil_requantize.h"

void hil_output_block_s8(const hil_output_stage_t *stage, int32_t first, const uint32_t *acc, int32_t count, int8_t *out)
{
    const int32_t step = stage->scales->step;
    const int32_t *multiplier = stage->scales->multiplier + first * step;
    const int32_t *shift = stage->scales->shift + first * step;
    // Without biases the loop reads one zero again and again: a step of 0 costs less than a question per channel.
    static const int32_t no_bias = 0;
    const int32_t *bias = stage->bias == NULL ? &no_bias : stage->bias + first;
    const int32_t bias_step = stage->bias == NULL ? 0 : 1;
    const int32_t offset = stage->offset, min = stage->min, max = stage->max;
    if (stage->scales->single_rounding) {
        for (int32_t i = 0; i < count; i++, multiplier += step, shift += step, bias += bias_step) {
            const int32_t scaled = hil_requantize_single((int32_t)(acc[i] + (uint32_t)*bias), *multiplier, *shift);
            out[i] = hil_offset_and_clamp(scaled, offset, min, max);
        }
        return;
    }
    for (int32_t i = 0; i < count; i++, multiplier += step, shift += step, bias += bias_step) {
        const int32_t scaled = hil_requantize_double((int32_t)(acc[i] + (uint32_t)*bias), *multiplier, *shift);
        out[i] = hil_offset_and_clamp(scaled, offset, min, max);
    }
}
