#include "depthwise_group_s8.h"

#include "bias_s8.h"
#include "hil_requantize.h"
#include "scale.h"
#include "simd.h"

typedef struct sums4 {
    uint32_t s0, s1, s2, s3;
} sums4_t;

static void prepare_quad(hil_quad_t *quad, const hil_scales_t *scales, const hil_bias_t *bias, int32_t first, const int8_t *weights,
                         int32_t channels, int32_t taps)
{
    for (int32_t c = 0; c < 4; c++) {
        const int32_t at = (first + c) * scales->step;
        quad->start[c] = (uint32_t)hil_bias_of(bias, first + c);
        quad->scale[c].multiplier = scales->multiplier[at];
        quad->scale[c].right = -scales->shift[at];
    }
    for (int32_t t = 0; t < taps; t++) {
        const uint32_t bytes = hil_load4(weights + t * channels);
        quad->weights[2 * t] = hil_even(bytes);
        quad->weights[2 * t + 1] = hil_odd(bytes);
    }
}

void hil_group_prepare(hil_group_t *group, const hil_output_stage_t *stage, const hil_bias_t *bias, int32_t first, int32_t count,
                       const int8_t *weights, int32_t channels, int32_t taps, int32_t input_offset)
{
    group->stage = stage;
    group->first = first;
    group->quads = count / 4;
    group->offsets = hil_twice(input_offset);
    for (int32_t q = 0; q < group->quads; q++) {
        prepare_quad(&group->quad[q], stage->scales, bias, first + 4 * q, weights + 4 * q, channels, taps);
    }
}

// Four channels of one tap: three instructions for the inputs, one for the weights, four products.
static inline __attribute__((always_inline)) sums4_t add_tap(sums4_t s, uint32_t offsets, const int8_t *in, const uint32_t *weights)
{
    const uint32_t bytes = hil_load4(in);
    const uint32_t even = hil_add_even(offsets, bytes), odd = hil_add_odd(offsets, bytes);
    return (sums4_t){
        hil_low_product(even, weights[0], s.s0),
        hil_low_product(odd, weights[1], s.s1),
        hil_high_product(even, weights[0], s.s2),
        hil_high_product(odd, weights[1], s.s3),
    };
}

// `cols` is a constant at the calls where it can be.
static inline __attribute__((always_inline)) sums4_t sum_rows(const hil_quad_t *quad, uint32_t offsets, const hil_patch_t *patch, int32_t cols,
                                                              const int8_t *in)
{
    sums4_t s = { quad->start[0], quad->start[1], quad->start[2], quad->start[3] };
    const uint32_t *w = quad->weights + 2 * patch->tap;
    const int32_t col_step = patch->col_step;
    for (int32_t r = patch->rows; r > 0; r--, in += patch->row_step, w += 2 * patch->row_taps) {
        for (int32_t c = 0; c < cols; c++) {
            s = add_tap(s, offsets, in + c * col_step, w + 2 * c);
        }
    }
    return s;
}

// `usual` is a constant at every call.
static inline __attribute__((always_inline)) int8_t finish(const hil_output_stage_t *stage, uint32_t sum, const hil_quad_t *quad,
                                                           int32_t channel, bool usual)
{
    const int32_t multiplier = quad->scale[channel].multiplier, right = quad->scale[channel].right;
    if (usual) {
        return hil_narrow(hil_scale_double((int32_t)sum, multiplier, right, stage->offset));
    }
    const int32_t scaled = stage->scales->single_rounding ? hil_scale_single((int32_t)sum, multiplier, right - 1, stage->offset)
                                                          : hil_scale_double((int32_t)sum, multiplier, right, stage->offset);
    return hil_offset_and_clamp(scaled, 0, stage->min, stage->max);
}

// The pixels of a stretch.
typedef struct stretch {
    const int8_t *in;
    int8_t *out;
    int32_t in_step, out_step, pixels;
} stretch_t;

static inline __attribute__((always_inline)) void run_right(const hil_output_stage_t *stage, const hil_quad_t *quad, uint32_t offsets,
                                                            const hil_patch_t *patch, int32_t cols, stretch_t at, bool usual)
{
    // A copy, because outputs could overwrite the original for all that the compiler knows.
    const hil_output_stage_t local = *stage;
    for (; at.pixels > 0; at.pixels--, at.in += at.in_step, at.out += at.out_step) {
        const sums4_t s = sum_rows(quad, offsets, patch, cols, at.in);
        at.out[0] = finish(&local, s.s0, quad, 0, usual);
        at.out[1] = finish(&local, s.s1, quad, 1, usual);
        at.out[2] = finish(&local, s.s2, quad, 2, usual);
        at.out[3] = finish(&local, s.s3, quad, 3, usual);
    }
}

// Shifts that the short ways do not know.
static void run_any(const hil_output_stage_t *stage, int32_t first, const hil_quad_t *quad, uint32_t offsets, const hil_patch_t *patch,
                    stretch_t at)
{
    for (; at.pixels > 0; at.pixels--, at.in += at.in_step, at.out += at.out_step) {
        const sums4_t s = sum_rows(quad, offsets, patch, patch->cols, at.in);
        hil_sums_t sums;
        sums.of[0] = s.s0;
        sums.of[HIL_SUM_CHANNEL] = s.s1;
        sums.of[2 * HIL_SUM_CHANNEL] = s.s2;
        sums.of[3 * HIL_SUM_CHANNEL] = s.s3;
        hil_output_s8(stage, first, 4, 1, &sums, at.out, 0);
    }
}

void hil_group_run(const hil_group_t *group, const hil_patch_t *patch, const int8_t *in, int32_t in_step, int32_t pixels, int8_t *out,
                   int32_t out_step)
{
    const hil_output_stage_t *stage = group->stage;
    const bool usual = hil_output_is_usual(stage);
    stretch_t at = { in, out, in_step, out_step, pixels };
    for (int32_t q = 0; q < group->quads; q++, at.in += 4, at.out += 4) {
        const hil_quad_t *quad = &group->quad[q];
        if (!stage->shifts_right) {
            run_any(stage, group->first + 4 * q, quad, group->offsets, patch, at);
        } else if (!usual) {
            run_right(stage, quad, group->offsets, patch, patch->cols, at, false);
        } else if (patch->cols == 3) {
            run_right(stage, quad, group->offsets, patch, 3, at, true);
        } else if (patch->cols == 2) {
            run_right(stage, quad, group->offsets, patch, 2, at, true);
        } else {
            run_right(stage, quad, group->offsets, patch, patch->cols, at, true);
        }
    }
}
