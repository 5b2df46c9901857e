#include "clamp_f32.h"
#include "hil_kernels.h"
#include "taps.h"

static float channel_sum(const hil_conv_params_t *p, const hil_dims_t *in_dims, const float *in, const float *weights, int32_t channels,
                         hil_taps_t y, hil_taps_t x, int32_t o)
{
    const int32_t c = o / p->depth_multiplier;
    float sum = 0.0f;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        const int32_t row = (y.origin + ky * p->dilation_h) * in_dims->w;
        for (int32_t kx = x.first; kx < x.last; kx++) {
            const float value = in[(row + x.origin + kx * p->dilation_w) * in_dims->c + c];
            sum += value * weights[(ky * p->kernel_w + kx) * channels + o];
        }
    }
    return sum;
}

void hil_depthwise_conv_f32(const hil_conv_params_t *params, const hil_dims_t *in_dims, const float *in, const float *weights,
                            const float *bias, const hil_dims_t *out_dims, float *out)
{
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                for (int32_t o = 0; o < out_dims->c; o++) {
                    const float sum = channel_sum(params, in_dims, in, weights, out_dims->c, y, x, o);
                    out[o] = hil_clamp_f32(bias != NULL ? sum + bias[o] : sum, params->act_min, params->act_max);
                }
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
