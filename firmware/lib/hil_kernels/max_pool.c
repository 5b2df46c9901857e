#include "hil_kernels.h"
#include "taps.h"

// An element of 1 or 2 bytes.
static int32_t element(const void *values, int32_t at, int32_t bytes)
{
    return bytes == 1 ? ((const int8_t *)values)[at] : ((const int16_t *)values)[at];
}

static int32_t window_maximum(const hil_dims_t *d, const void *in, int32_t bytes, int32_t base, hil_taps_t y, hil_taps_t x)
{
    int32_t maximum = INT16_MIN;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        for (int32_t kx = x.first; kx < x.last; kx++) {
            const int32_t value = element(in, base + ((y.origin + ky) * d->w + x.origin + kx) * d->c, bytes);
            maximum = value > maximum ? value : maximum;
        }
    }
    return maximum;
}

static void put(void *values, int32_t at, int32_t bytes, int32_t value)
{
    if (bytes == 1) {
        ((int8_t *)values)[at] = (int8_t)value;
    } else {
        ((int16_t *)values)[at] = (int16_t)value;
    }
}

void hil_max_pool(const hil_pool_params_t *params, const hil_dims_t *in_dims, const void *in, const hil_dims_t *out_dims, void *out, int32_t bytes)
{
    int32_t at = 0;
    for (int32_t n = 0; n < out_dims->n; n++) {
        const int32_t image = n * in_dims->h * in_dims->w * in_dims->c;
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, 1, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, 1, params->kernel_w, in_dims->w);
                for (int32_t c = 0; c < out_dims->c; c++) {
                    int32_t value = window_maximum(in_dims, in, bytes, image + c, y, x);
                    value = value < params->act_min ? params->act_min : value;
                    put(out, at++, bytes, value > params->act_max ? params->act_max : value);
                }
            }
        }
    }
}
