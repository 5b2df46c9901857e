#include "dots4.h"
#include "hil_kernels.h"
#include "requantize_s16.h"
#include "transpose_sources.h"

static void pixel_sums(const hil_conv_params_t *p, const hil_dims_t *d, const int16_t *in, const hil_filters4_t *filters, hil_sources_t y,
                       hil_sources_t x, int64_t sums[4])
{
    for (int32_t j = 0; j < y.count; j++) {
        for (int32_t i = 0; i < x.count; i++) {
            const int16_t *pixel = in + ((y.source - j) * d->w + x.source - i) * d->c;
            const int32_t from = ((y.first + j * p->stride_h) * p->kernel_w + x.first + i * p->stride_w) * d->c;
            hil_dots4_wide_s16(pixel, filters, from, d->c, sums);
        }
    }
}

void hil_transpose_conv_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                            const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out)
{
    const int32_t filter_bytes = params->kernel_h * params->kernel_w * in_dims->c;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_sources_t y = hil_sources_of(oy + params->pad_h, params->stride_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_sources_t x = hil_sources_of(ox + params->pad_w, params->stride_w, params->kernel_w, in_dims->w);
                for (int32_t o = 0; o < out_dims->c; o += 4) {
                    const hil_filters4_t filters = hil_filters4_at(weights + o * filter_bytes, filter_bytes, out_dims->c - o);
                    int64_t sums[4] = { 0 };
                    pixel_sums(params, in_dims, in, &filters, y, x, sums);
                    for (int32_t f = 0; f < 4 && o + f < out_dims->c; f++) {
                        const int64_t sum = hil_sum_s64(sums[f], hil_wide_bias(bias, o + f));
                        *out++ = hil_output_s16(scales, o + f, sum, true, params->act_min, params->act_max);
                    }
                }
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
