#include "hil_kernels.h"
#include "taps.h"

static int32_t window_sum(const hil_dims_t *in_dims, const int8_t *in, hil_taps_t y, hil_taps_t x, int32_t c)
{
    int32_t sum = 0;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        int32_t at = ((y.origin + ky) * in_dims->w + x.origin + x.first) * in_dims->c + c;
        for (int32_t kx = x.first; kx < x.last; kx++) {
            sum += in[at];
            at += in_dims->c;
        }
    }
    return sum;
}

static void pool_pixel(const hil_pool_params_t *p, const hil_dims_t *in_dims, const int8_t *in, hil_taps_t y, hil_taps_t x, int8_t *out)
{
    const int32_t count = (y.last - y.first) * (x.last - x.first);
    for (int32_t c = 0; c < in_dims->c; c++) {
        const int32_t sum = window_sum(in_dims, in, y, x, c);
        // Division truncates, so half a count away from zero rounds halves away from zero.
        int32_t mean = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
        mean = mean < p->act_min ? p->act_min : mean;
        out[c] = (int8_t)(mean > p->act_max ? p->act_max : mean);
    }
}

void hil_avgpool_s8(const hil_pool_params_t *params, const hil_dims_t *in_dims, const int8_t *in, const hil_dims_t *out_dims, int8_t *out)
{
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, 1, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, 1, params->kernel_w, in_dims->w);
                pool_pixel(params, in_dims, in, y, x, out);
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
