#include "hil_kernels.h"
#include "hil_requantize.h"
#include "taps.h"

typedef struct pixel {
    const hil_conv_params_t *params;
    const hil_scales_t *scales;
    const hil_dims_t *in_dims;
    const int8_t *in;        // the image
    const int8_t *weights;
    const int32_t *bias;
    int32_t channels;        // of the output
    hil_taps_t y, x;
} pixel_t;

static int8_t finish(const pixel_t *pixel, uint32_t acc, int32_t o)
{
    const hil_conv_params_t *p = pixel->params;
    const uint32_t start = pixel->bias != NULL ? (uint32_t)pixel->bias[o] : 0;
    return hil_output_s8(start + acc, pixel->scales, o, p->output_offset, p->act_min, p->act_max);
}

// Four neighbouring channels at once (depth multiplier 1): four accumulators in registers, the tap loop is shared.
static void four_channels(const pixel_t *pixel, int32_t o, int8_t *out)
{
    const hil_conv_params_t *p = pixel->params;
    const uint32_t offset = (uint32_t)p->input_offset;
    const int32_t channels = pixel->channels;
    const int32_t taps = pixel->x.last - pixel->x.first;
    // Only formed where a second tap exists, since a dilation beyond the input could overflow it.
    const int32_t x_step = taps > 1 ? p->dilation_w * channels : 0;
    uint32_t a0 = 0, a1 = 0, a2 = 0, a3 = 0;
    for (int32_t ky = pixel->y.first; taps > 0 && ky < pixel->y.last; ky++) {
        const int32_t iy = pixel->y.origin + ky * p->dilation_h;
        int32_t at = (iy * pixel->in_dims->w + pixel->x.origin + pixel->x.first * p->dilation_w) * channels + o;
        int32_t weight_at = (ky * p->kernel_w + pixel->x.first) * channels + o;
        for (int32_t kx = pixel->x.first; kx < pixel->x.last; kx++) {
            const int8_t *x = pixel->in + at;
            const int8_t *w = pixel->weights + weight_at;
            a0 += ((uint32_t)x[0] + offset) * (uint32_t)w[0];
            a1 += ((uint32_t)x[1] + offset) * (uint32_t)w[1];
            a2 += ((uint32_t)x[2] + offset) * (uint32_t)w[2];
            a3 += ((uint32_t)x[3] + offset) * (uint32_t)w[3];
            at += x_step;
            weight_at += channels;
        }
    }
    out[o] = finish(pixel, a0, o);
    out[o + 1] = finish(pixel, a1, o + 1);
    out[o + 2] = finish(pixel, a2, o + 2);
    out[o + 3] = finish(pixel, a3, o + 3);
}

static void one_channel(const pixel_t *pixel, int32_t o, int8_t *out)
{
    const hil_conv_params_t *p = pixel->params;
    const int32_t c = o / p->depth_multiplier;
    uint32_t acc = 0;
    for (int32_t ky = pixel->y.first; ky < pixel->y.last; ky++) {
        const int32_t row = (pixel->y.origin + ky * p->dilation_h) * pixel->in_dims->w;
        for (int32_t kx = pixel->x.first; kx < pixel->x.last; kx++) {
            const int32_t at = (row + pixel->x.origin + kx * p->dilation_w) * pixel->in_dims->c + c;
            const int32_t weight_at = (ky * p->kernel_w + kx) * pixel->channels + o;
            acc += ((uint32_t)pixel->in[at] + (uint32_t)p->input_offset) * (uint32_t)pixel->weights[weight_at];
        }
    }
    out[o] = finish(pixel, acc, o);
}

static void convolve_pixel(const pixel_t *pixel, int8_t *out)
{
    int32_t o = 0;
    if (pixel->params->depth_multiplier == 1) {
        for (; o + 4 <= pixel->channels; o += 4) {
            four_channels(pixel, o, out);
        }
    }
    for (; o < pixel->channels; o++) {
        one_channel(pixel, o, out);
    }
}

void hil_depthwise_conv_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                           const int8_t *weights, const int32_t *bias, const hil_dims_t *out_dims, int8_t *out)
{
    pixel_t pixel = { params, scales, in_dims, in, weights, bias, out_dims->c, { 0, 0, 0 }, { 0, 0, 0 } };
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            pixel.y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                pixel.x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                convolve_pixel(&pixel, out);
                out += out_dims->c;
            }
        }
        pixel.in += in_dims->h * in_dims->w * in_dims->c;
    }
}
