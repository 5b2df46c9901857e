#include "hil_kernels.h"
#include "output_s8.h"
#include "window.h"

// Four neighbouring channels at once (depth multiplier 1): four accumulators in registers, the tap loop is shared.
static __attribute__((noinline)) void sum4(const window_t *window, const int8_t *in, const int8_t *weights, uint32_t offset, uint32_t acc[4])
{
    const int32_t input_col = window->input_col, weight_col = window->weight_col;
    uint32_t a0 = 0, a1 = 0, a2 = 0, a3 = 0;
    for (int32_t r = 0; r < window->rows; r++) {
        const int8_t *x = in + window->input_first + r * window->input_row;
        const int8_t *w = weights + window->weight_first + r * window->weight_row;
        for (int32_t c = window->cols;;) {
            a0 += hil_product((uint32_t)x[0] + offset, w[0]);
            a1 += hil_product((uint32_t)x[1] + offset, w[1]);
            a2 += hil_product((uint32_t)x[2] + offset, w[2]);
            a3 += hil_product((uint32_t)x[3] + offset, w[3]);
            // Stepping only between taps: a pointer must not go beyond the tensor's end.
            if (--c == 0) {
                break;
            }
            x += input_col;
            w += weight_col;
        }
    }
    acc[0] = a0;
    acc[1] = a1;
    acc[2] = a2;
    acc[3] = a3;
}

static __attribute__((noinline)) uint32_t sum1(const window_t *window, const int8_t *in, const int8_t *weights, uint32_t offset)
{
    uint32_t acc = 0;
    for (int32_t r = 0; r < window->rows; r++) {
        int32_t at = window->input_first + r * window->input_row;
        int32_t weight_at = window->weight_first + r * window->weight_row;
        for (int32_t c = 0; c < window->cols; c++) {
            acc += hil_product((uint32_t)in[at] + offset, weights[weight_at]);
            at += window->input_col;
            weight_at += window->weight_col;
        }
    }
    return acc;
}

// One pixel. Channels go in blocks, so that the output stage is paid by the block.
static void convolve_pixel(const hil_conv_params_t *p, const hil_output_stage_t *stage, const window_t *window, const int8_t *in,
                           const int8_t *weights, int32_t channels, int8_t *out)
{
    const uint32_t offset = (uint32_t)p->input_offset;
    for (int32_t block = 0; block < channels; block += HIL_OUTPUT_BLOCK) {
        uint32_t acc[HIL_OUTPUT_BLOCK];
        const int32_t count = channels - block < HIL_OUTPUT_BLOCK ? channels - block : HIL_OUTPUT_BLOCK;
        int32_t k = 0;
        for (; p->depth_multiplier == 1 && k + 4 <= count; k += 4) {
            sum4(window, in + block + k, weights + block + k, offset, acc + k);
        }
        for (; k < count; k++) {
            acc[k] = sum1(window, in + (block + k) / p->depth_multiplier, weights + block + k, offset);
        }
        hil_output_block_s8(stage, block, acc, count, out + block);
    }
}

void hil_depthwise_conv_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                           const int8_t *weights, const int32_t *bias, const hil_dims_t *out_dims, int8_t *out)
{
    const hil_output_stage_t stage = { scales, bias, params->output_offset, params->act_min, params->act_max };
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                const window_t window = window_make(params, in_dims, y, x, out_dims->c);
                convolve_pixel(params, &stage, &window, in, weights, out_dims->c, out);
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
