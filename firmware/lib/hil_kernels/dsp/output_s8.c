#include "output_s8.h"

#include "hil_requantize.h"
#include "requantize.h"

static inline int8_t output(const hil_output_stage_t *stage, uint32_t sum, int32_t multiplier, int32_t shift)
{
    if (stage->scales->single_rounding) {
        return hil_offset_and_clamp(hil_scale_single((int32_t)sum, multiplier, -1 - shift, stage->offset), 0, stage->min, stage->max);
    }
    return hil_offset_and_clamp(hil_scale_double((int32_t)sum, multiplier, -shift, stage->offset), 0, stage->min, stage->max);
}

// The usual case: double rounding, no activation range to speak of. `pixels` is a constant at every call.
static inline __attribute__((always_inline)) void usual_outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels,
                                                                const uint32_t *sums, int8_t *out, int32_t stride)
{
    const int32_t step = stage->scales->step;
    const int32_t *multiplier = stage->scales->multiplier + first * step;
    const int32_t *shift = stage->scales->shift + first * step;
    const int32_t offset = stage->offset;
    int8_t *second = out + stride;
    for (const int8_t *end = out + count; out != end; multiplier += step, shift += step, sums += HIL_TILE) {
        const int32_t factor = *multiplier, right = -*shift;
        *out++ = hil_narrow(hil_scale_double((int32_t)sums[0], factor, right, offset));
        if (pixels == 2) {
            *second++ = hil_narrow(hil_scale_double((int32_t)sums[1], factor, right, offset));
        }
    }
}

static __attribute__((noinline)) void any_outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels,
                                                  const uint32_t *sums, int8_t *out, int32_t stride)
{
    const hil_scales_t *s = stage->scales;
    for (int32_t i = 0; i < count; i++) {
        const int32_t multiplier = s->multiplier[(first + i) * s->step], shift = s->shift[(first + i) * s->step];
        for (int32_t p = 0; p < pixels; p++) {
            const uint32_t sum = sums[i * HIL_TILE + p];
            if (stage->shifts_right) {
                out[p * stride + i] = output(stage, sum, multiplier, shift);
            } else {
                const int32_t scaled = hil_requantize((int32_t)sum, multiplier, shift, s->single_rounding);
                out[p * stride + i] = hil_offset_and_clamp(scaled, stage->offset, stage->min, stage->max);
            }
        }
    }
}

void hil_output_s8(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels, const hil_sums_t *sums, int8_t *out,
                   int32_t stride)
{
    if (!hil_output_is_usual(stage)) {
        any_outputs(stage, first, count, pixels, sums->of, out, stride);
    } else if (pixels == 2) {
        usual_outputs(stage, first, count, 2, sums->of, out, stride);
    } else {
        usual_outputs(stage, first, count, 1, sums->of, out, stride);
    }
}
