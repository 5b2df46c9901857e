#include "depthwise_group_s8.h"

#include "bias_s8.h"
#include "row4.h"

static void prepare_quad(hil_quad_t *quad, const hil_bias_t *bias, int32_t first, const int8_t *weights, int32_t channels, int32_t taps,
                         uint32_t input_offset)
{
    for (int32_t c = 0; c < 4; c++) {
        uint32_t sum = 0;
        for (int32_t t = 0; t < taps; t++) {
            quad->weights[t][c] = (uint32_t)weights[t * channels + c];
            sum += quad->weights[t][c];
        }
        quad->start[c] = (uint32_t)hil_bias_of(bias, first + c);
        quad->whole_start[c] = quad->start[c] + sum * input_offset;
    }
}

void hil_group_prepare(hil_group_t *group, const hil_output_stage_t *stage, const hil_bias_t *bias, int32_t first, int32_t count,
                       const int8_t *weights, int32_t channels, int32_t taps, int32_t input_offset)
{
    group->stage = stage;
    group->first = first;
    group->quads = count / 4;
    group->input_offset = (uint32_t)input_offset;
    for (int32_t q = 0; q < group->quads; q++) {
        prepare_quad(&group->quad[q], bias, first + 4 * q, weights + 4 * q, channels, taps, group->input_offset);
    }
}

// `offset` is the constant 0 at the call where all taps are there and the offset is part of the start.
static inline __attribute__((always_inline)) void sum_patch(const hil_quad_t *quad, const hil_patch_t *patch, const uint32_t start[4],
                                                            uint32_t offset, const int8_t *in, uint32_t *sums)
{
    const uint32_t(*w)[4] = quad->weights + patch->tap;
    uint32_t s[4] = { start[0], start[1], start[2], start[3] };
    for (int32_t r = 0; r < patch->rows; r++, w += patch->row_taps) {
        hil_row4(in + r * patch->row_step, patch->col_step, offset, w[0], patch->cols, s);
    }
    sums[0] = s[0];
    sums[HIL_SUM_CHANNEL] = s[1];
    sums[2 * HIL_SUM_CHANNEL] = s[2];
    sums[3 * HIL_SUM_CHANNEL] = s[3];
}

static __attribute__((noinline)) void sum_whole(const hil_quad_t *quad, const hil_patch_t *patch, const int8_t *in, uint32_t *sums)
{
    sum_patch(quad, patch, quad->whole_start, 0, in, sums);
}

static __attribute__((noinline)) void sum_cropped(const hil_quad_t *quad, const hil_patch_t *patch, uint32_t offset, const int8_t *in, uint32_t *sums)
{
    sum_patch(quad, patch, quad->start, offset, in, sums);
}

void hil_group_run(const hil_group_t *group, const hil_patch_t *patch, const int8_t *in, int32_t in_step, int32_t pixels, int8_t *out,
                   int32_t out_step)
{
    for (; pixels > 0; pixels--, out += out_step) {
        hil_sums_t sums;
        for (int32_t q = 0; q < group->quads; q++) {
            uint32_t *of = sums.of + 4 * q * HIL_SUM_CHANNEL;
            if (patch->whole) {
                sum_whole(&group->quad[q], patch, in + 4 * q, of);
            } else {
                sum_cropped(&group->quad[q], patch, group->input_offset, in + 4 * q, of);
            }
        }
        hil_output_s8(group->stage, group->first, 4 * group->quads, 1, &sums, out, 0);
        if (pixels > 1) {
            in += in_step;
        }
    }
}
