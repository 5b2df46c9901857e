#include "clamp_f32.h"
#include "hil_kernels.h"
#include "taps.h"

// The sum keeps the order kernel row, kernel column, channel; another order would round differently.
static float window_sum(const hil_conv_params_t *p, const hil_dims_t *in_dims, const float *in, const float *filter, hil_taps_t y, hil_taps_t x)
{
    float sum = 0.0f;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        const int32_t row = (y.origin + ky * p->dilation_h) * in_dims->w;
        for (int32_t kx = x.first; kx < x.last; kx++) {
            const float *values = in + (row + x.origin + kx * p->dilation_w) * in_dims->c;
            const float *weights = filter + (ky * p->kernel_w + kx) * p->filter_channels;
            for (int32_t c = 0; c < p->filter_channels; c++) {
                sum += values[c] * weights[c];
            }
        }
    }
    return sum;
}

static void convolve_pixel(const hil_conv_params_t *p, const hil_dims_t *in_dims, const float *in, const float *weights, const float *bias,
                           int32_t channels, hil_taps_t y, hil_taps_t x, float *out)
{
    const int32_t filter_size = p->kernel_h * p->kernel_w * p->filter_channels;
    const int32_t group_outputs = channels / (in_dims->c / p->filter_channels);
    for (int32_t o = 0; o < channels; o++) {
        const float *group = in + o / group_outputs * p->filter_channels;
        const float sum = window_sum(p, in_dims, group, weights + o * filter_size, y, x);
        out[o] = hil_clamp_f32(bias != NULL ? sum + bias[o] : sum, p->act_min, p->act_max);
    }
}

void hil_convolve_f32(const hil_conv_params_t *params, const hil_dims_t *in_dims, const float *in, const float *weights,
                      const float *bias, const hil_dims_t *out_dims, float *out)
{
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                convolve_pixel(params, in_dims, in, weights, bias, out_dims->c, y, x, out);
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
