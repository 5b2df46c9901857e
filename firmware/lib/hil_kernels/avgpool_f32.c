#include "clamp_f32.h"
#include "hil_kernels.h"
#include "taps.h"

static float window_mean(const hil_dims_t *in_dims, const float *in, hil_taps_t y, hil_taps_t x, int32_t c)
{
    float sum = 0.0f;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        for (int32_t kx = x.first; kx < x.last; kx++) {
            sum += in[((y.origin + ky) * in_dims->w + x.origin + kx) * in_dims->c + c];
        }
    }
    return sum / (float)((y.last - y.first) * (x.last - x.first));
}

void hil_avgpool_f32(const hil_pool_params_t *params, const hil_dims_t *in_dims, const float *in, const hil_dims_t *out_dims, float *out)
{
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, 1, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, 1, params->kernel_w, in_dims->w);
                for (int32_t c = 0; c < out_dims->c; c++) {
                    out[c] = hil_clamp_f32(window_mean(in_dims, in, y, x, c), params->act_min, params->act_max);
                }
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
