#include "output_s8.h"

#include "hil_requantize.h"
#include "scale.h"

// `double_rounding`, `full_range` and `pixels` are constants at every call.
static inline __attribute__((always_inline)) int8_t output(const hil_output_stage_t *stage, uint32_t sum, int32_t multiplier, int32_t shift,
                                                           bool double_rounding, bool full_range)
{
    const int32_t scaled = double_rounding ? hil_scale_double((int32_t)sum, multiplier, -shift, stage->offset)
                                           : hil_scale_single((int32_t)sum, multiplier, -1 - shift, stage->offset);
    return full_range ? hil_narrow(scaled) : hil_offset_and_clamp(scaled, 0, stage->min, stage->max);
}

static inline __attribute__((always_inline)) void outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels,
                                                          const uint32_t *sums, int8_t *out, int32_t stride, bool double_rounding,
                                                          bool full_range)
{
    const hil_output_stage_t s = *stage;
    const int32_t step = s.scales->step;
    const int32_t *multiplier = s.scales->multiplier + first * step;
    const int32_t *shift = s.scales->shift + first * step;
    int8_t *second = out + stride;
    for (const int8_t *end = out + count; out != end; multiplier += step, shift += step, sums += HIL_SUM_CHANNEL) {
        const int32_t factor = *multiplier, by = *shift;
        *out++ = output(&s, sums[0], factor, by, double_rounding, full_range);
        if (pixels == 2) {
            *second++ = output(&s, sums[HIL_SUM_PIXEL], factor, by, double_rounding, full_range);
        }
    }
}

// Shifts that the short ways do not know.
static __attribute__((noinline)) void any_outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels,
                                                  const uint32_t *sums, int8_t *out, int32_t stride)
{
    const hil_scales_t *s = stage->scales;
    for (int32_t i = 0; i < count; i++) {
        const int32_t multiplier = s->multiplier[(first + i) * s->step], shift = s->shift[(first + i) * s->step];
        for (int32_t p = 0; p < pixels; p++) {
            const uint32_t sum = sums[i * HIL_SUM_CHANNEL + p * HIL_SUM_PIXEL];
            const int32_t scaled = hil_requantize((int32_t)sum, multiplier, shift, s->single_rounding);
            out[p * stride + i] = hil_offset_and_clamp(scaled, stage->offset, stage->min, stage->max);
        }
    }
}

void hil_output_s8(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels, const hil_sums_t *sums, int8_t *out,
                   int32_t stride)
{
    const uint32_t *of = sums->of;
    if (!stage->shifts_right) {
        any_outputs(stage, first, count, pixels, of, out, stride);
    } else if (hil_output_is_usual(stage)) {
        if (pixels == 2) {
            outputs(stage, first, count, 2, of, out, stride, true, true);
        } else {
            outputs(stage, first, count, 1, of, out, stride, true, true);
        }
    } else if (stage->scales->single_rounding) {
        outputs(stage, first, count, pixels, of, out, stride, false, false);
    } else {
        outputs(stage, first, count, pixels, of, out, stride, true, false);
    }
}
