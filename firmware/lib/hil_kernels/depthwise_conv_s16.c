#include "depthwise_sums_s16.h"
#include "dots4.h"
#include "hil_kernels.h"
#include "output_s16.h"
#include "requantize_s16.h"

static int64_t channel_sum(const window_t *window, const int16_t *in, const int8_t *weights)
{
    int64_t sum = 0;
    for (int32_t r = 0; r < window->rows; r++) {
        const int16_t *x = in + window->input_first + r * window->input_row;
        const int8_t *w = weights + window->weight_first + r * window->weight_row;
        for (int32_t c = 0; c < window->cols; c++) {
            sum += (int32_t)x[c * window->input_col] * w[c * window->weight_col];
        }
    }
    return sum;
}

typedef struct job {
    const hil_conv_params_t *params;
    const int8_t *weights;
    hil_output_s16_t stage;
    int32_t channels;
} job_t;

static __attribute__((noinline)) void put(const job_t *job, int32_t channel, int64_t sum, int16_t *out)
{
    const hil_output_s16_t *s = &job->stage;
    out[channel] = hil_output_s16(s->scales, channel, hil_sum_s64(sum, hil_wide_bias(s->bias, channel)), true, s->min, s->max);
}

// The channels that come in fours where sums of 32 bits hold the window; how many those are.
static int32_t put_fours(const job_t *job, const window_t *window, const int16_t *in, int16_t *out)
{
    const int32_t fours = job->params->depth_multiplier == 1 && window->rows * window->cols <= HIL_DOTS_S16 ? job->channels & ~3 : 0;
    const int16_t *x = in + window->input_first;
    const int8_t *w = job->weights + window->weight_first;
    for (int32_t c = 0, count; c < fours; c += count) {
        int32_t sums[HIL_OUTPUT_BLOCK_S16];
        count = fours - c < HIL_OUTPUT_BLOCK_S16 ? fours - c : HIL_OUTPUT_BLOCK_S16;
        hil_depthwise_sums_s16(window, x + c, w + c, count, sums);
        hil_outputs_s16(&job->stage, c, count, sums, out + c);
    }
    return fours;
}

void hil_depthwise_conv_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                            const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out)
{
    const job_t job = { params, weights, { scales, bias, params->act_min, params->act_max, true }, out_dims->c };
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++, out += out_dims->c) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                const window_t window = window_make(params, in_dims, y, x, out_dims->c);
                for (int32_t o = put_fours(&job, &window, in, out); o < out_dims->c; o++) {
                    put(&job, o, channel_sum(&window, in + o / params->depth_multiplier, weights + o), out);
                }
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
