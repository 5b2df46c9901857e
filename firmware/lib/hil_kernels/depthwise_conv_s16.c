#include "hil_kernels.h"
#include "requantize_s16.h"
#include "window.h"

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

void hil_depthwise_conv_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                            const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out)
{
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++, out += out_dims->c) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                const window_t window = window_make(params, in_dims, y, x, out_dims->c);
                for (int32_t o = 0; o < out_dims->c; o++) {
                    const int64_t sum = hil_sum_s64(channel_sum(&window, in + o / params->depth_multiplier, weights + o), hil_wide_bias(bias, o));
                    out[o] = hil_output_s16(scales, o, sum, true, params->act_min, params->act_max);
                }
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
