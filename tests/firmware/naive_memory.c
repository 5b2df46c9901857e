// Operators that pick, and those with a memory, literally as they are defined.
#include "activation_s16.h"
#include "naive.h"
#include "requantize_s16.h"

static int32_t element(const void *values, int32_t at, int32_t bytes)
{
    return bytes == 1 ? ((const int8_t *)values)[at] : ((const int16_t *)values)[at];
}

static void put(void *values, int32_t at, int32_t bytes, int32_t value)
{
    if (bytes == 1) {
        ((int8_t *)values)[at] = (int8_t)value;
    } else {
        ((int16_t *)values)[at] = (int16_t)value;
    }
}

static int32_t clamp(int32_t value, int32_t min, int32_t max)
{
    const int32_t raised = value < min ? min : value;
    return raised > max ? max : raised;
}

void naive_max_pool(const hil_pool_params_t *p, const hil_dims_t *d, const void *in, const hil_dims_t *out_dims, void *out, int32_t bytes)
{
    for (int32_t i = 0; i < out_dims->n * out_dims->h * out_dims->w * out_dims->c; i++) {
        const int32_t c = i % d->c, ox = i / d->c % out_dims->w, oy = i / d->c / out_dims->w % out_dims->h, n = i / d->c / out_dims->w / out_dims->h;
        int32_t maximum = INT32_MIN;
        for (int32_t tap = 0; tap < p->kernel_h * p->kernel_w; tap++) {
            const int32_t y = oy * p->stride_h - p->pad_h + tap / p->kernel_w, x = ox * p->stride_w - p->pad_w + tap % p->kernel_w;
            if (y >= 0 && x >= 0 && y < d->h && x < d->w) {
                const int32_t value = element(in, ((n * d->h + y) * d->w + x) * d->c + c, bytes);
                maximum = value > maximum ? value : maximum;
            }
        }
        put(out, i, bytes, clamp(maximum, p->act_min, p->act_max));
    }
}

static int32_t broadcast(const hil_dims_t *d, int32_t n, int32_t y, int32_t x, int32_t c)
{
    return ((n % d->n * d->h + y % d->h) * d->w + x % d->w) * d->c + c % d->c;
}

void naive_extremum(bool maximum, const hil_dims_t *a_dims, const void *a, const hil_dims_t *b_dims, const void *b, const hil_dims_t *d,
                    void *out, int32_t bytes)
{
    for (int32_t i = 0; i < d->n * d->h * d->w * d->c; i++) {
        const int32_t n = i / d->c / d->w / d->h, y = i / d->c / d->w % d->h, x = i / d->c % d->w, c = i % d->c;
        const int32_t first = element(a, broadcast(a_dims, n, y, x, c), bytes), second = element(b, broadcast(b_dims, n, y, x, c), bytes);
        put(out, i, bytes, maximum == (first > second) ? first : second);
    }
}

// Every input is spread over the outputs it reaches, which is the other way round than the kernel goes.
void naive_transpose_conv_s8(const hil_conv_params_t *p, const hil_scales_t *scales, const hil_dims_t *d, const int8_t *in, const int8_t *weights,
                             const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out, int64_t *sums)
{
    const int32_t count = out_dims->n * out_dims->h * out_dims->w * out_dims->c;
    for (int32_t i = 0; i < count; i++) {
        sums[i] = naive_bias(bias, i % out_dims->c);
    }
    for (int32_t i = 0; i < d->n * d->h * d->w * d->c; i++) {
        const int32_t c = i % d->c, x = i / d->c % d->w, y = i / d->c / d->w % d->h, n = i / d->c / d->w / d->h;
        for (int32_t k = 0; k < out_dims->c * p->kernel_h * p->kernel_w; k++) {
            const int32_t o = k / p->kernel_w / p->kernel_h, ky = k / p->kernel_w % p->kernel_h, kx = k % p->kernel_w;
            const int32_t oy = y * p->stride_h - p->pad_h + ky, ox = x * p->stride_w - p->pad_w + kx;
            if (oy >= 0 && ox >= 0 && oy < out_dims->h && ox < out_dims->w) {
                sums[((n * out_dims->h + oy) * out_dims->w + ox) * out_dims->c + o] += (in[i] + p->input_offset) * weights[k * d->c + c];
            }
        }
    }
    for (int32_t i = 0; i < count; i++) {
        out[i] = naive_output(scales, i % out_dims->c, sums[i], p->output_offset, p->act_min, p->act_max);
    }
}

void naive_svdf(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, void *state, const int8_t *feature, const void *time,
                const hil_bias_t *bias, int8_t *out, int32_t bytes)
{
    for (int32_t b = 0; b < p->batches; b++) {
        for (int32_t unit = 0; unit < p->features / p->rank; unit++) {
            int64_t sum = naive_bias(bias, unit);
            for (int32_t f = unit * p->rank; f < (unit + 1) * p->rank; f++) {
                int64_t newest = 0;
                for (int32_t i = 0; i < p->input_size; i++) {
                    newest += (in[b * p->input_size + i] - p->input_offset) * feature[f * p->input_size + i];
                }
                const int32_t scaled = naive_requantize((int32_t)(uint32_t)(uint64_t)newest, scales->multiplier[0], scales->shift[0], scales->single_rounding);
                const int32_t row = (b * p->features + f) * p->memory;
                for (int32_t i = 0; i < p->memory; i++) {
                    const int32_t value = i + 1 < p->memory ? element(state, row + i + 1, bytes) : clamp(scaled, p->state_min, p->state_max) + p->state_offset;
                    put(state, row + i, bytes, value);
                    sum += (int64_t)(element(state, row + i, bytes) - p->state_offset) * element(time, f * p->memory + i, bytes);
                }
            }
            const int32_t value = naive_requantize((int32_t)(uint32_t)(uint64_t)sum, scales->multiplier[1], scales->shift[1], scales->single_rounding);
            out[b * (p->features / p->rank) + unit] = (int8_t)clamp((int32_t)((uint32_t)value + (uint32_t)p->output_offset), p->act_min, p->act_max);
        }
    }
}

static int32_t part_of(const hil_lstm_weights_t *w, const hil_scales_t *s, int32_t part, int32_t unit, const void *vector, int32_t count, int32_t bytes)
{
    uint64_t sum = bytes == 1 ? (uint64_t)(int64_t)((const int32_t *)w->biases[part])[unit] : (uint64_t)((const int64_t *)w->biases[part])[unit];
    for (int32_t i = 0; i < count; i++) {
        sum += (uint64_t)((int64_t)element(vector, i, bytes) * w->weights[part][unit * count + i]);
    }
    return bytes == 1 ? naive_requantize((int32_t)(uint32_t)sum, s->multiplier[part], s->shift[part], s->single_rounding)
                      : hil_requantize_s64((int64_t)sum, hil_reduced_multiplier(s->multiplier[part]), s->shift[part]);
}

static int32_t product_of(const hil_scales_t *s, int32_t scale, int32_t a, int32_t b)
{
    return naive_requantize(a * b, s->multiplier[scale], s->shift[scale], s->single_rounding);
}

// One step of one sequence; the activations are the kernels' own, which golden vectors hold.
void naive_lstm_step(const hil_lstm_params_t *p, const hil_lstm_weights_t *w, const hil_scales_t *s, const void *in, const void *hidden,
                     int16_t *cell, void *out, int32_t bytes)
{
    for (int32_t unit = 0; unit < p->hidden_size; unit++) {
        int32_t gates[4];
        for (int32_t g = 0; g < 4; g++) {
            int32_t value = clamp(part_of(w, s, 2 * g, unit, in, p->input_size, bytes), INT16_MIN, INT16_MAX);
            if (hidden != NULL) {
                const uint32_t part = (uint32_t)part_of(w, s, 2 * g + 1, unit, hidden, p->hidden_size, bytes);
                value = clamp((int32_t)(part + (uint32_t)value), INT16_MIN, INT16_MAX);
            }
            gates[g] = g == 2 ? hil_tanh_s16(3 * value) : hil_sigmoid_s16(3 * value);
        }
        const int32_t kept = clamp(product_of(s, HIL_LSTM_FORGET_TO_CELL, gates[0], cell[unit]), INT16_MIN, INT16_MAX);
        const uint32_t added = (uint32_t)product_of(s, HIL_LSTM_INPUT_TO_CELL, gates[1], gates[2]);
        const int32_t clip = p->cell_clip;
        cell[unit] = (int16_t)clamp((int32_t)(added + (uint32_t)kept), clip > 0 ? -clip : INT16_MIN, clip > 0 ? clip : INT16_MAX);
        const int32_t candidate = hil_tanh_s16(hil_activation_input(cell[unit], p->cell_scale_power + 12));
        const uint32_t value = (uint32_t)product_of(s, HIL_LSTM_OUTPUT, gates[3], candidate) + (uint32_t)p->output_offset;
        put(out, unit, bytes, clamp((int32_t)value, bytes == 1 ? INT8_MIN : INT16_MIN, bytes == 1 ? INT8_MAX : INT16_MAX));
    }
}
