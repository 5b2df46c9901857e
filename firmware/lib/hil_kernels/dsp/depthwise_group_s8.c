#include "depthwise_group_s8.h"

#include "bias_s8.h"
#include "requantize.h"
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

static inline __attribute__((always_inline)) int8_t finish(int32_t sum, const hil_quad_t *quad, int32_t channel, int32_t offset)
{
    return hil_narrow(hil_scale_double(sum, quad->scale[channel].multiplier, quad->scale[channel].right, offset));
}

static __attribute__((noinline)) void finish_any(const hil_output_stage_t *stage, int32_t first, const sums4_t *s, int8_t *out)
{
    hil_sums_t sums;
    sums.of[0] = s->s0;
    sums.of[HIL_SUM_CHANNEL] = s->s1;
    sums.of[2 * HIL_SUM_CHANNEL] = s->s2;
    sums.of[3 * HIL_SUM_CHANNEL] = s->s3;
    hil_output_s8(stage, first, 4, 1, &sums, out, 0);
}

static inline __attribute__((always_inline)) void run_usual(const hil_quad_t *quad, uint32_t offsets, int32_t offset, const hil_patch_t *patch,
                                                            int32_t cols, const int8_t *in, int32_t in_step, int32_t pixels, int8_t *out,
                                                            int32_t out_step)
{
    for (; pixels > 0; pixels--, in += in_step, out += out_step) {
        const sums4_t s = sum_rows(quad, offsets, patch, cols, in);
        out[0] = finish((int32_t)s.s0, quad, 0, offset);
        out[1] = finish((int32_t)s.s1, quad, 1, offset);
        out[2] = finish((int32_t)s.s2, quad, 2, offset);
        out[3] = finish((int32_t)s.s3, quad, 3, offset);
    }
}

void hil_group_run(const hil_group_t *group, const hil_patch_t *patch, const int8_t *in, int32_t in_step, int32_t pixels, int8_t *out,
                   int32_t out_step)
{
    const hil_output_stage_t *stage = group->stage;
    const bool usual = hil_output_is_usual(stage);
    for (int32_t q = 0; q < group->quads; q++, in += 4, out += 4) {
        const hil_quad_t *quad = &group->quad[q];
        if (usual && patch->cols == 3) {
            run_usual(quad, group->offsets, stage->offset, patch, 3, in, in_step, pixels, out, out_step);
        } else if (usual && patch->cols == 2) {
            run_usual(quad, group->offsets, stage->offset, patch, 2, in, in_step, pixels, out, out_step);
        } else {
            for (int32_t p = 0; p < pixels; p++) {
                const sums4_t s = sum_rows(quad, group->offsets, patch, patch->cols, in + p * in_step);
                finish_any(stage, group->first + 4 * q, &s, out + p * out_step);
            }
        }
    }
}
