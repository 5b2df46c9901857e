#include "hil_kernels.h"
#include "hil_requantize.h"
#include "taps.h"

// One window of the input as `rows` x `cols` runs of `run` neighbouring elements.
typedef struct window {
    int32_t input_first, input_row, input_col;      // elements from the image's start; between rows; between columns
    int32_t weight_first, weight_row, weight_col;   // the same within one filter
    int32_t rows, cols, run;
} window_t;

static window_t make_window(const hil_conv_params_t *p, const hil_dims_t *in, hil_taps_t y, hil_taps_t x)
{
    window_t window = { .rows = y.last - y.first, .cols = x.last - x.first, .run = p->filter_channels };
    if (window.rows == 0 || window.cols == 0) {
        return (window_t){ 0 };
    }
    window.input_first = ((y.origin + y.first * p->dilation_h) * in->w + x.origin + x.first * p->dilation_w) * in->c;
    window.weight_first = (y.first * p->kernel_w + x.first) * p->filter_channels;
    window.weight_row = p->kernel_w * p->filter_channels;
    window.weight_col = p->filter_channels;
    // A step is only formed where a second tap exists, since a dilation beyond the input could overflow it.
    window.input_row = window.rows > 1 ? p->dilation_h * in->w * in->c : 0;
    window.input_col = window.cols > 1 ? p->dilation_w * in->c : 0;
    if (p->dilation_w == 1 && p->filter_channels == in->c) {
        // Neighbouring taps are neighbours in memory, in the input and in the filter: one long run per row.
        window.run *= window.cols;
        window.cols = 1;
    }
    return window;
}

// Four filters at once: one load and one offset of an input element serve four multiplications.
static void accumulate4(const window_t *window, const int8_t *in, const int8_t *filter, int32_t filter_bytes, uint32_t offset, uint32_t acc[4])
{
    uint32_t a0 = acc[0], a1 = acc[1], a2 = acc[2], a3 = acc[3];
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            const int8_t *x = in + window->input_first + r * window->input_row + c * window->input_col;
            const int8_t *w0 = filter + window->weight_first + r * window->weight_row + c * window->weight_col;
            const int8_t *w1 = w0 + filter_bytes;
            const int8_t *w2 = w1 + filter_bytes;
            const int8_t *w3 = w2 + filter_bytes;
            for (int32_t i = 0; i < window->run; i++) {
                const uint32_t value = (uint32_t)x[i] + offset;
                a0 += hil_product(value, w0[i]);
                a1 += hil_product(value, w1[i]);
                a2 += hil_product(value, w2[i]);
                a3 += hil_product(value, w3[i]);
            }
        }
    }
    acc[0] = a0;
    acc[1] = a1;
    acc[2] = a2;
    acc[3] = a3;
}

static uint32_t accumulate1(const window_t *window, const int8_t *in, const int8_t *filter, uint32_t offset, uint32_t acc)
{
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            const int8_t *x = in + window->input_first + r * window->input_row + c * window->input_col;
            const int8_t *w = filter + window->weight_first + r * window->weight_row + c * window->weight_col;
            for (int32_t i = 0; i < window->run; i++) {
                acc += ((uint32_t)x[i] + offset) * (uint32_t)w[i];
            }
        }
    }
    return acc;
}

// Output channels [first, last) of one pixel; they share the input channels that `in` begins at.
static void convolve_channels(const hil_conv_params_t *p, const hil_scales_t *scales, const window_t *window, const int8_t *in,
                              const int8_t *weights, const int32_t *bias, int32_t first, int32_t last, int8_t *out)
{
    const int32_t filter_bytes = p->kernel_h * p->kernel_w * p->filter_channels;
    const uint32_t offset = (uint32_t)p->input_offset;
    int32_t o = first;
    for (; o + 4 <= last; o += 4) {
        uint32_t acc[4] = { 0, 0, 0, 0 };
        accumulate4(window, in, weights + o * filter_bytes, filter_bytes, offset, acc);
        for (int32_t k = 0; k < 4; k++) {
            const uint32_t start = bias != NULL ? (uint32_t)bias[o + k] : 0;
            out[o + k] = hil_output_s8(start + acc[k], scales, o + k, p->output_offset, p->act_min, p->act_max);
        }
    }
    for (; o < last; o++) {
        const uint32_t start = bias != NULL ? (uint32_t)bias[o] : 0;
        const uint32_t acc = accumulate1(window, in, weights + o * filter_bytes, offset, start);
        out[o] = hil_output_s8(acc, scales, o, p->output_offset, p->act_min, p->act_max);
    }
}

void hil_convolve_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                     const int8_t *weights, const int32_t *bias, const hil_dims_t *out_dims, int8_t *out)
{
    const int32_t groups = in_dims->c / params->filter_channels;
    const int32_t group_outputs = out_dims->c / groups;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                const window_t window = make_window(params, in_dims, y, x);
                for (int32_t g = 0; g < groups; g++) {
                    convolve_channels(params, scales, &window, in + g * params->filter_channels, weights, bias,
                                      g * group_outputs, (g + 1) * group_outputs, out);
                }
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
