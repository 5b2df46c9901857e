// int16 layers with int8 weights, literally as they are defined.
#include "naive.h"

static int64_t wrap64(uint64_t sum)
{
    return (int64_t)sum;
}

// The multiplier's upper 16 bits, rounded; the product wraps in 64 bits, what is left of it in 32.
static int32_t scaled_wide(int64_t sum, int32_t multiplier, int32_t shift)
{
    const int64_t rounded = ((int64_t)multiplier + 32768) / 65536;
    const int64_t reduced = rounded > 32767 ? 32767 : rounded;
    const int64_t product = wrap64((uint64_t)sum * (uint64_t)reduced);
    const int64_t doubled = product >> (14 - shift);
    return (int32_t)(uint32_t)(uint64_t)(doubled + 1) >> 1;
}

static int16_t output_s16(const hil_scales_t *scales, int32_t channel, int64_t sum, bool wide, int32_t min, int32_t max)
{
    const int32_t s = channel * scales->step;
    int32_t value = wide ? scaled_wide(sum, scales->multiplier[s], scales->shift[s])
                         : naive_requantize((int32_t)(uint32_t)(uint64_t)sum, scales->multiplier[s], scales->shift[s], scales->single_rounding);
    value = value < min ? min : value;
    return (int16_t)(value > max ? max : value);
}

static int64_t bias_of(const hil_bias_t *bias, int32_t channel)
{
    return bias->values == NULL ? 0 : bias->bytes == 8 ? ((const int64_t *)bias->values)[channel] : ((const int32_t *)bias->values)[channel];
}

void naive_convolve_s16(const hil_conv_params_t *p, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in, const int8_t *weights,
                        const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out, bool depthwise)
{
    const int32_t pixels = out_dims->h * out_dims->w;
    for (int32_t i = 0; i < out_dims->n * pixels * out_dims->c; i++) {
        const int32_t o = i % out_dims->c, pixel = i / out_dims->c % pixels, n = i / out_dims->c / pixels;
        const int32_t depth = depthwise ? 1 : p->filter_channels;
        const int32_t first = depthwise ? o / p->depth_multiplier : o / (out_dims->c / (in_dims->c / depth)) * depth;
        uint32_t low = 0;
        int64_t high = 0;
        for (int32_t column = 0; column < p->kernel_h * p->kernel_w * depth; column++) {
            const int32_t tap = column / depth, c = column % depth;
            const int32_t y = pixel / out_dims->w * p->stride_h - p->pad_h + tap / p->kernel_w * p->dilation_h;
            const int32_t x = pixel % out_dims->w * p->stride_w - p->pad_w + tap % p->kernel_w * p->dilation_w;
            if (y < 0 || x < 0 || y >= in_dims->h || x >= in_dims->w) {
                continue;
            }
            const int32_t weight = depthwise ? weights[tap * out_dims->c + o] : weights[o * p->kernel_h * p->kernel_w * depth + column];
            const int32_t product = in[((n * in_dims->h + y) * in_dims->w + x) * in_dims->c + first + c] * weight;
            const bool cut = !depthwise && p->input_offset == HIL_SUMS_CMSIS_NN && (column < 512 || (pixels % 2 == 1 && pixel == pixels - 1));
            low += cut ? (uint32_t)product : 0;
            high += cut ? 0 : product;
        }
        const int64_t sum = wrap64((uint64_t)(high + (int32_t)low) + (uint64_t)bias_of(bias, o));
        out[i] = output_s16(scales, o, sum, depthwise || p->input_offset != HIL_SUMS_32, p->act_min, p->act_max);
    }
}

void naive_fully_connected_s16(const hil_fc_params_t *p, const hil_scales_t *scales, const int16_t *in, const int8_t *weights,
                               const hil_bias_t *bias, int16_t *out)
{
    for (int32_t i = 0; i < p->batches * p->outputs; i++) {
        const int32_t o = i % p->outputs, row = i / p->outputs * p->depth;
        int64_t sum = 0;
        for (int32_t k = 0; k < p->depth; k++) {
            sum += (int64_t)in[row + k] * (weights[o * p->depth + k] + p->filter_offset);
        }
        sum = wrap64((uint64_t)sum + (uint64_t)bias_of(bias, o));
        out[i] = output_s16(scales, o, sum, p->input_offset != HIL_SUMS_32, p->act_min, p->act_max);
    }
}

void naive_add_s16(const hil_add_params_t *p, bool single, const int16_t *a, const int16_t *b, int16_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const int32_t x = (int32_t)((uint32_t)a[i] << p->left_shift), y = (int32_t)((uint32_t)b[i] << p->left_shift);
        const uint32_t sum = (uint32_t)naive_requantize(x, p->input1_multiplier, p->input1_shift, single)
                             + (uint32_t)naive_requantize(y, p->input2_multiplier, p->input2_shift, single);
        int32_t value = naive_requantize((int32_t)sum, p->output_multiplier, p->output_shift, single);
        value = value < p->act_min ? p->act_min : value;
        out[i] = (int16_t)(value > p->act_max ? p->act_max : value);
    }
}
