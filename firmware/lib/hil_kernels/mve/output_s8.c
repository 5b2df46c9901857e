#include "output_s8.h"

#include "hil_requantize.h"
#include "requantize.h"

// One pixel's four channels: multipliers in q0, shifts in q1, the range in q4 and q5.
#define SCALE_4(sums, out)                     \
    "vldrw.u32  q2, [%[" sums "]], #16\n"      \
    "vqrdmulh.s32 q2, q2, q0\n"                \
    "vshr.s32   q3, q2, #31\n"                 \
    "vadd.i32   q2, q2, q3\n"                  \
    "vrshl.s32  q2, q2, q1\n"                  \
    "vadd.i32   q2, q2, %[offset]\n"           \
    "vmax.s32   q2, q2, %q[min]\n"             \
    "vmin.s32   q2, q2, %q[max]\n"             \
    "vstrb.32   q2, [%[" out "]], #4\n"

// The usual case, one to three pixels: a multiplier and a shift are loaded once for all.
static void usual_outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels, const uint32_t *sums, int8_t *out,
                          int32_t stride)
{
    const hil_scales_t *s = stage->scales;
    const int32_t *multiplier = s->multiplier + first, *shift = s->shift + first;
    const int32x4_t min = vdupq_n_s32(stage->min), max = vdupq_n_s32(stage->max);
    const int32_t offset = stage->offset;
    if (pixels == 1) {
        __asm volatile("wlstp.32 lr, %[count], 2f\n"
                       "1: vldrw.u32 q0, [%[multiplier]], #16\n"
                       "vldrw.u32 q1, [%[shift]], #16\n" SCALE_4("sums", "out")
                       "letp lr, 1b\n"
                       "2:\n"
                       : [multiplier] "+r"(multiplier), [shift] "+r"(shift), [sums] "+r"(sums), [out] "+l"(out)
                       : [count] "r"(count), [offset] "r"(offset), [min] "w"(min), [max] "w"(max)
                       : "q0", "q1", "q2", "q3", "lr", "cc", "memory");
        return;
    }
    // Two pixels are three, of which the last is written twice.
    const uint32_t *sums1 = sums + HIL_SUM_PIXEL, *sums2 = sums + (pixels - 1) * HIL_SUM_PIXEL;
    int8_t *out1 = out + stride, *out2 = out + (pixels - 1) * stride;
    __asm volatile("wlstp.32 lr, %[count], 2f\n"
                   "1: vldrw.u32 q0, [%[multiplier]], #16\n"
                   "vldrw.u32 q1, [%[shift]], #16\n" SCALE_4("sums", "out") SCALE_4("sums1", "out1") SCALE_4("sums2", "out2")
                   "letp lr, 1b\n"
                   "2:\n"
                   : [multiplier] "+r"(multiplier), [shift] "+r"(shift), [sums] "+r"(sums), [sums1] "+r"(sums1), [sums2] "+r"(sums2),
                     [out] "+l"(out), [out1] "+l"(out1), [out2] "+l"(out2)
                   : [count] "r"(count), [offset] "r"(offset), [min] "w"(min), [max] "w"(max)
                   : "q0", "q1", "q2", "q3", "lr", "cc", "memory");
}

typedef enum way { DOUBLE_RIGHT, DOUBLE_ANY, SINGLE_RIGHT } way_t;

// `way` is a constant at every call.
static inline __attribute__((always_inline)) void outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, const uint32_t *sums,
                                                          int8_t *out, way_t way)
{
    const hil_scales_t *s = stage->scales;
    const int32_t *multiplier = s->multiplier + first * s->step, *shift = s->shift + first * s->step;
    const int32x4_t min = vdupq_n_s32(stage->min), max = vdupq_n_s32(stage->max);
    int32x4_t multipliers = vdupq_n_s32(*multiplier), shifts = vdupq_n_s32(*shift);
    for (int32_t i = 0; i < count; i += 4) {
        const mve_pred16_t lanes = vctp32q((uint32_t)(count - i));
        if (s->step != 0) {
            multipliers = vldrwq_z_s32(multiplier + i, lanes);
            shifts = vldrwq_z_s32(shift + i, lanes);
        }
        // Sums lie in blocks of sixteen, so that all four are there.
        const int32x4_t values = vldrwq_s32((const int32_t *)sums + i);
        int32x4_t v = way == DOUBLE_RIGHT ? hil_scale_double(values, multipliers, shifts)
                      : way == DOUBLE_ANY ? hil_scale_double_any(values, multipliers, shifts)
                                          : hil_scale_single(values, multipliers, shifts);
        v = vminq_s32(vmaxq_s32(vaddq_n_s32(v, stage->offset), min), max);
        vstrbq_p_s32(out + i, v, lanes);
    }
}

// Single rounding where the rounding bit may lie in the low word.
static __attribute__((noinline)) void single_outputs(const hil_output_stage_t *stage, int32_t first, int32_t count, const uint32_t *sums,
                                                     int8_t *out)
{
    const hil_scales_t *s = stage->scales;
    for (int32_t i = 0; i < count; i++) {
        const int32_t at = (first + i) * s->step;
        out[i] = hil_offset_and_clamp(hil_requantize_single((int32_t)sums[i], s->multiplier[at], s->shift[at]), stage->offset, stage->min,
                                      stage->max);
    }
}

static void output_pixel(const hil_output_stage_t *stage, int32_t first, int32_t count, const uint32_t *sums, int8_t *out)
{
    if (stage->scales->single_rounding) {
        if (stage->shifts_right) {
            outputs(stage, first, count, sums, out, SINGLE_RIGHT);
        } else {
            single_outputs(stage, first, count, sums, out);
        }
    } else if (stage->shifts_right) {
        outputs(stage, first, count, sums, out, DOUBLE_RIGHT);
    } else {
        outputs(stage, first, count, sums, out, DOUBLE_ANY);
    }
}

void hil_output_s8(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels, const hil_sums_t *sums, int8_t *out,
                   int32_t stride)
{
    if (stage->shifts_right && !stage->scales->single_rounding && stage->scales->step == 1) {
        usual_outputs(stage, first, count, pixels, sums->of, out, stride);
        return;
    }
    for (int32_t p = 0; p < pixels; p++) {
        output_pixel(stage, first, count, sums->of + p * HIL_SUM_PIXEL, out + p * stride);
    }
}
