#include "output_s8.h"

#include "hil_requantize.h"

// `single` is a constant at every call.
static inline __attribute__((always_inline)) void outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels,
                                                          const uint32_t *sums, int8_t *out, int32_t stride, bool single)
{
    const int32_t step = stage->scales->step;
    const int32_t *multiplier = stage->scales->multiplier + first * step;
    const int32_t *shift = stage->scales->shift + first * step;
    const int32_t offset = stage->offset, min = stage->min, max = stage->max;
    for (int32_t i = 0; i < count; i++, multiplier += step, shift += step, sums += HIL_SUM_CHANNEL) {
        out[i] = hil_offset_and_clamp(hil_requantize((int32_t)sums[0], *multiplier, *shift, single), offset, min, max);
        if (pixels == 2) {
            out[stride + i] = hil_offset_and_clamp(hil_requantize((int32_t)sums[HIL_SUM_PIXEL], *multiplier, *shift, single), offset, min, max);
        }
    }
}

void hil_output_s8(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels, const hil_sums_t *sums, int8_t *out,
                   int32_t stride)
{
    if (stage->scales->single_rounding) {
        outputs(stage, first, count, pixels, sums->of, out, stride, true);
    } else {
        outputs(stage, first, count, pixels, sums->of, out, stride, false);
    }
}
