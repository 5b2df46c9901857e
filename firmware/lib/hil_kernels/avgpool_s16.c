#include "hil_kernels.h"
#include "requantize_s16.h"
#include "taps.h"

static int16_t window_mean(const hil_pool_params_t *p, const hil_dims_t *d, const int16_t *in, hil_taps_t y, hil_taps_t x)
{
    uint32_t sum = 0;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        for (int32_t kx = x.first; kx < x.last; kx++) {
            const uint32_t value = (uint32_t)in[((y.origin + ky) * d->w + x.origin + kx) * d->c];
            sum += value;
        }
    }
    const int32_t count = (y.last - y.first) * (x.last - x.first);
    // Division truncates, so half a count away from zero rounds halves away from zero.
    const int32_t total = (int32_t)sum;
    return hil_clamp_s16((total > 0 ? total + count / 2 : total - count / 2) / count, p->act_min, p->act_max);
}

void hil_avgpool_s16(const hil_pool_params_t *params, const hil_dims_t *in_dims, const int16_t *in, const hil_dims_t *out_dims, int16_t *out)
{
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, 1, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, 1, params->kernel_w, in_dims->w);
                for (int32_t c = 0; c < out_dims->c; c++) {
                    *out++ = window_mean(params, in_dims, in + c, y, x);
                }
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
