#include "bias_s8.h"
#include "dots4.h"
#include "hil_kernels.h"
#include "hil_requantize.h"

// Kernel positions whose products fall on one output coordinate: every stride-th one, from `first` on, beginning at input `source`
// and going backwards through it.
typedef struct sources {
    int32_t first, count, source;
} sources_t;

static sources_t sources_of(int32_t coordinate, int32_t stride, int32_t kernel, int32_t extent)
{
    // coordinate - k = stride * input: k runs up while the input runs down.
    int32_t first = coordinate % stride;
    int32_t source = coordinate / stride;
    if (source >= extent) {
        first += (source - extent + 1) * stride;
        source = extent - 1;
    }
    if (first >= kernel || source < 0) {
        return (sources_t){ 0, 0, 0 };
    }
    const int32_t by_kernel = (kernel - 1 - first) / stride + 1;
    return (sources_t){ first, by_kernel < source + 1 ? by_kernel : source + 1, source };
}

static void pixel_sums(const hil_conv_params_t *p, const hil_dims_t *d, const int8_t *in, const hil_filters4_t *filters, sources_t y, sources_t x,
                       uint32_t sums[4])
{
    for (int32_t j = 0; j < y.count; j++) {
        for (int32_t i = 0; i < x.count; i++) {
            const int8_t *pixel = in + ((y.source - j) * d->w + x.source - i) * d->c;
            const int32_t from = ((y.first + j * p->stride_h) * p->kernel_w + x.first + i * p->stride_w) * d->c;
            hil_dots4_s8(pixel, p->input_offset, filters, from, d->c, sums);
        }
    }
}

void hil_transpose_conv_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                           const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out)
{
    const int32_t filter_bytes = params->kernel_h * params->kernel_w * in_dims->c;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const sources_t y = sources_of(oy + params->pad_h, params->stride_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const sources_t x = sources_of(ox + params->pad_w, params->stride_w, params->kernel_w, in_dims->w);
                for (int32_t o = 0; o < out_dims->c; o += 4) {
                    const hil_filters4_t filters = hil_filters4_at(weights + o * filter_bytes, filter_bytes, out_dims->c - o);
                    uint32_t sums[4] = { 0 };
                    pixel_sums(params, in_dims, in, &filters, y, x, sums);
                    for (int32_t f = 0; f < 4 && o + f < out_dims->c; f++) {
                        const int32_t sum = (int32_t)(sums[f] + (uint32_t)hil_bias_of(bias, o + f)), at = (o + f) * scales->step;
                        const int32_t value = hil_requantize(sum, scales->multiplier[at], scales->shift[at], scales->single_rounding);
                        *out++ = hil_offset_and_clamp(value, params->output_offset, params->act_min, params->act_max);
                    }
                }
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
