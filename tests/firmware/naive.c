#include "naive.h"

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

int32_t naive_requantize(int32_t value, int32_t multiplier, int32_t shift, bool single)
{
    if (single) {
        // floor(p / 2^T + 1/2) with T = 31 - shift; |p| <= 2^62 and T <= 62, so nothing overflows.
        const int64_t unit = (int64_t)1 << (31 - shift);
        return (int32_t)(uint32_t)(uint64_t)floor_divide((int64_t)value * multiplier + unit / 2, unit);
    }
    const int32_t left = shift > 0 ? shift : 0;
    const int32_t right = shift > 0 ? 0 : -shift;
    const int32_t shifted = (int32_t)(uint32_t)((uint64_t)(uint32_t)value << left);
    const int64_t high = floor_divide((int64_t)shifted * multiplier + ((int64_t)1 << 30), (int64_t)1 << 31);
    const int64_t magnitude = high < 0 ? -high : high;
    const int64_t rounded = right == 0 ? magnitude : (magnitude + ((int64_t)1 << (right - 1))) >> right;
    return (int32_t)(high < 0 ? -rounded : rounded);
}

int32_t naive_bias(const hil_bias_t *bias, int32_t channel)
{
    if (bias->values == NULL) {
        return 0;
    }
    const int64_t q = bias->bytes == 1   ? ((const int8_t *)bias->values)[channel]
                      : bias->bytes == 2 ? ((const int16_t *)bias->values)[channel]
                                         : ((const int32_t *)bias->values)[channel];
    const int32_t shift = bias->shifts == NULL ? 0 : bias->shifts[channel * bias->shift_step];
    if (q == 0) {
        return 0;
    }
    // Doubling step by step, stopping where int32 ends.
    int64_t wide = q;
    for (int32_t i = 0; i < shift; i++) {
        wide *= 2;
        if (wide > INT32_MAX || wide < INT32_MIN) {
            return wide > 0 ? INT32_MAX : INT32_MIN;
        }
    }
    return (int32_t)wide;
}

int8_t naive_output(const hil_scales_t *scales, int32_t channel, int64_t sum, int32_t offset, int32_t min, int32_t max)
{
    const int32_t s = channel * scales->step;
    const int32_t scaled = naive_requantize((int32_t)(uint32_t)(uint64_t)sum, scales->multiplier[s], scales->shift[s], scales->single_rounding);
    int32_t value = (int32_t)((uint32_t)scaled + (uint32_t)offset);
    value = value < min ? min : value;
    return (int8_t)(value > max ? max : value);
}

// Visits every tap of one output element; returns -1 where the tap lies outside the input.
static int32_t tap_index(const hil_conv_params_t *p, const hil_dims_t *d, int32_t n, int32_t oy, int32_t ox, int32_t ky, int32_t kx, int32_t c)
{
    const int32_t y = oy * p->stride_h - p->pad_h + ky * p->dilation_h;
    const int32_t x = ox * p->stride_w - p->pad_w + kx * p->dilation_w;
    return y < 0 || x < 0 || y >= d->h || x >= d->w ? -1 : ((n * d->h + y) * d->w + x) * d->c + c;
}

typedef struct element {
    int32_t n, y, x, o;
} element_t;

static element_t element_at(const hil_dims_t *d, int32_t i)
{
    return (element_t){ i / d->c / d->w / d->h, i / d->c / d->w % d->h, i / d->c % d->w, i % d->c };
}

// Depth of a filter and the first input channel it reads.
static int32_t depth_of(const hil_conv_params_t *p, const hil_dims_t *in, const hil_dims_t *out, bool depthwise, int32_t o, int32_t *first)
{
    const int32_t depth = depthwise ? 1 : p->filter_channels;
    *first = depthwise ? o / p->depth_multiplier : o / (out->c / (in->c / depth)) * depth;
    return depth;
}

static int32_t weight_index(const hil_conv_params_t *p, const hil_dims_t *out, bool depthwise, int32_t o, int32_t ky, int32_t kx, int32_t c)
{
    return depthwise ? (ky * p->kernel_w + kx) * out->c + o : ((o * p->kernel_h + ky) * p->kernel_w + kx) * p->filter_channels + c;
}

void naive_convolve_s8(const hil_conv_params_t *p, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in, const int8_t *weights,
                       const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out, bool depthwise)
{
    for (int32_t i = 0; i < out_dims->n * out_dims->h * out_dims->w * out_dims->c; i++) {
        const element_t e = element_at(out_dims, i);
        int32_t first;
        const int32_t depth = depth_of(p, in_dims, out_dims, depthwise, e.o, &first);
        int64_t sum = naive_bias(bias, e.o);
        for (int32_t ky = 0; ky < p->kernel_h; ky++) {
            for (int32_t kx = 0; kx < p->kernel_w; kx++) {
                for (int32_t c = 0; c < depth; c++) {
                    const int32_t at = tap_index(p, in_dims, e.n, e.y, e.x, ky, kx, first + c);
                    sum += at < 0 ? 0 : (int64_t)(in[at] + p->input_offset) * weights[weight_index(p, out_dims, depthwise, e.o, ky, kx, c)];
                }
            }
        }
        out[i] = naive_output(scales, e.o, sum, p->output_offset, p->act_min, p->act_max);
    }
}

void naive_fully_connected_s8(const hil_fc_params_t *p, const hil_scales_t *scales, const int8_t *in, const int8_t *weights,
                              const hil_bias_t *bias, int8_t *out)
{
    for (int32_t i = 0; i < p->batches * p->outputs; i++) {
        const int32_t o = i % p->outputs, row = i / p->outputs * p->depth;
        int64_t sum = naive_bias(bias, o);
        for (int32_t k = 0; k < p->depth; k++) {
            sum += (in[row + k] + p->input_offset) * (weights[o * p->depth + k] + p->filter_offset);
        }
        out[i] = naive_output(scales, o, sum, p->output_offset, p->act_min, p->act_max);
    }
}

static int32_t naive_mean(const hil_pool_params_t *p, const hil_dims_t *d, const int8_t *in, element_t e)
{
    int32_t sum = 0, count = 0;
    for (int32_t ky = 0; ky < p->kernel_h; ky++) {
        for (int32_t kx = 0; kx < p->kernel_w; kx++) {
            const int32_t y = e.y * p->stride_h - p->pad_h + ky, x = e.x * p->stride_w - p->pad_w + kx;
            if (y >= 0 && x >= 0 && y < d->h && x < d->w) {
                sum += in[((e.n * d->h + y) * d->w + x) * d->c + e.o];
                count++;
            }
        }
    }
    // To nearest, halves away from zero.
    const int32_t magnitude = (2 * (sum < 0 ? -sum : sum) + count) / (2 * count);
    return sum < 0 ? -magnitude : magnitude;
}

void naive_avgpool_s8(const hil_pool_params_t *p, const hil_dims_t *in_dims, const int8_t *in, const hil_dims_t *out_dims, int8_t *out)
{
    for (int32_t i = 0; i < out_dims->n * out_dims->h * out_dims->w * out_dims->c; i++) {
        int32_t mean = naive_mean(p, in_dims, in, element_at(out_dims, i));
        mean = mean < p->act_min ? p->act_min : mean;
        out[i] = (int8_t)(mean > p->act_max ? p->act_max : mean);
    }
}

void naive_convolve_f32(const hil_conv_params_t *p, const hil_dims_t *in_dims, const float *in, const float *weights, const float *bias,
                        const hil_dims_t *out_dims, float *out, bool depthwise)
{
    for (int32_t i = 0; i < out_dims->n * out_dims->h * out_dims->w * out_dims->c; i++) {
        const element_t e = element_at(out_dims, i);
        int32_t first;
        const int32_t depth = depth_of(p, in_dims, out_dims, depthwise, e.o, &first);
        float sum = 0.0f;
        for (int32_t ky = 0; ky < p->kernel_h; ky++) {
            for (int32_t kx = 0; kx < p->kernel_w; kx++) {
                for (int32_t c = 0; c < depth; c++) {
                    const int32_t at = tap_index(p, in_dims, e.n, e.y, e.x, ky, kx, first + c);
                    if (at >= 0) {
                        sum += in[at] * weights[weight_index(p, out_dims, depthwise, e.o, ky, kx, c)];
                    }
                }
            }
        }
        sum += bias == NULL ? 0.0f : bias[e.o];
        sum = sum < hil_float_from_bits(p->act_min) ? hil_float_from_bits(p->act_min) : sum;
        out[i] = sum > hil_float_from_bits(p->act_max) ? hil_float_from_bits(p->act_max) : sum;
    }
}
