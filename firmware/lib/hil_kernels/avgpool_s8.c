#include "hil_kernels.h"
#include "pool_sums_s8.h"
#include "taps.h"

// Division truncates, so half a count away from zero rounds halves away from zero.
static int8_t mean_of(const hil_pool_params_t *p, int32_t sum, int32_t count)
{
    int32_t mean = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
    mean = mean < p->act_min ? p->act_min : mean;
    return (int8_t)(mean > p->act_max ? p->act_max : mean);
}

static void pool_pixel(const hil_pool_params_t *p, const hil_dims_t *in_dims, const int8_t *in, hil_taps_t y, hil_taps_t x, int8_t *out)
{
    const int32_t count = (y.last - y.first) * (x.last - x.first);
    hil_pool_window_t window = { y.last - y.first, x.last - x.first, in_dims->w * in_dims->c, in_dims->c };
    if (window.cols == in_dims->w) {
        // Whole rows follow each other.
        window.cols = count;
        window.rows = 1;
    }
    in += ((y.origin + y.first) * in_dims->w + x.origin + x.first) * in_dims->c;
    for (int32_t block = 0; block < in_dims->c; block += HIL_POOL_CHANNELS) {
        const int32_t left = in_dims->c - block;
        const int32_t channels = left < HIL_POOL_CHANNELS ? left : HIL_POOL_CHANNELS;
        int32_t sums[HIL_POOL_CHANNELS];
        hil_pool_sums(&window, in + block, channels, sums);
        for (int32_t c = 0; c < channels; c++) {
            out[block + c] = mean_of(p, sums[c], count);
        }
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
