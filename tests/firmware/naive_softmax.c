// SOFTMAX and ADD in int8, literally as they are defined.
#include "naive.h"

// round(a * b / 2^31) by a nudge and a truncating division; the one overflow saturates.
static int32_t high(int32_t a, int32_t b)
{
    if (a == INT32_MIN && b == INT32_MIN) {
        return INT32_MAX;
    }
    const int64_t nudge = ((a < 0) == (b < 0)) ? (int64_t)1 << 30 : 1 - ((int64_t)1 << 30);
    return (int32_t)(((int64_t)a * b + nudge) / ((int64_t)1 << 31));
}

// round(x / 2^exponent), halves away from zero.
static int32_t divide(int32_t x, int32_t exponent)
{
    const int64_t magnitude = x < 0 ? -(int64_t)x : x;
    const int64_t rounded = exponent == 0 ? magnitude : (magnitude + ((int64_t)1 << (exponent - 1))) >> exponent;
    return (int32_t)(x < 0 ? -rounded : rounded);
}

static int32_t wrap(int64_t x)
{
    return (int32_t)(uint32_t)(uint64_t)x;
}

static int32_t saturate(int64_t x)
{
    return x > INT32_MAX ? INT32_MAX : x < INT32_MIN ? INT32_MIN : (int32_t)x;
}

// exp(a) for a <= 0 in Q5.26; result in Q0.31.
static int32_t exponential(int32_t a)
{
    static const int32_t factors[7] = { 1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242 };
    if (a == 0) {
        return INT32_MAX;
    }
    const int32_t quarter = (int32_t)((uint32_t)a & 0xFFFFFFu) - (1 << 24);
    const uint32_t rest = (uint32_t)quarter - (uint32_t)a;
    const int32_t x = quarter * 32 + (1 << 28);
    const int32_t x2 = high(x, x), x3 = high(x2, x), x4 = high(x2, x2);
    const int32_t tail = divide(wrap((int64_t)high(wrap((int64_t)divide(x4, 2) + x3), 715827883) + x2), 1);
    int32_t result = wrap((int64_t)1895147668 + high(1895147668, wrap((int64_t)x + tail)));
    for (int32_t i = 0; i < 7; i++) {
        result = (rest >> (24 + i)) & 1u ? high(result, factors[i]) : result;
    }
    return result;
}

// 1 / (1 + a) for a in [0, 1) in Q0.31; result in Q0.31.
static int32_t reciprocal(int32_t a)
{
    const int64_t sum = (int64_t)a + INT32_MAX;
    const int32_t half = (int32_t)((sum + (sum >= 0 ? 1 : -1)) / 2);
    int32_t x = wrap((int64_t)1515870810 + high(half, -1010580540));
    for (int32_t i = 0; i < 3; i++) {
        x = wrap((int64_t)x + saturate((int64_t)high(x, wrap(((int64_t)1 << 29) - high(half, x))) * 4));
    }
    return saturate((int64_t)x * 2);
}

static int32_t exp_of(const hil_softmax_params_t *p, int32_t difference)
{
    return exponential(high(wrap((int64_t)((uint64_t)(int64_t)difference << p->shift)), p->multiplier));
}

void naive_softmax_s8(const hil_softmax_params_t *p, const int8_t *in, int8_t *out)
{
    for (int32_t r = 0; r < p->rows; r++, in += p->row_size, out += p->row_size) {
        int32_t maximum = -128;
        for (int32_t i = 0; i < p->row_size; i++) {
            maximum = in[i] > maximum ? in[i] : maximum;
        }
        uint32_t sum = 0;
        for (int32_t i = 0; i < p->row_size; i++) {
            sum += in[i] - maximum >= p->diff_min ? (uint32_t)divide(exp_of(p, in[i] - maximum), 12) : 0;
        }
        int32_t headroom = 0;
        while (headroom < 32 && ((sum << headroom) & 0x80000000u) == 0) {
            headroom++;
        }
        const int32_t scale = reciprocal(wrap((int64_t)(sum << headroom) - ((int64_t)1 << 31)));
        for (int32_t i = 0; i < p->row_size; i++) {
            const int32_t difference = in[i] - maximum;
            const int32_t value = difference >= p->diff_min ? divide(high(scale, exp_of(p, difference)), 35 - headroom) - 128 : -128;
            out[i] = (int8_t)(value > 127 ? 127 : value < -128 ? -128 : value);
        }
    }
}

void naive_add_s8(const hil_add_params_t *p, bool single, const int8_t *a, const int8_t *b, int8_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const int32_t x = wrap((int64_t)((uint64_t)((int64_t)a[i] + p->input1_offset) << p->left_shift));
        const int32_t y = wrap((int64_t)((uint64_t)((int64_t)b[i] + p->input2_offset) << p->left_shift));
        const int32_t sum = wrap((int64_t)naive_requantize(x, p->input1_multiplier, p->input1_shift, single)
                                 + naive_requantize(y, p->input2_multiplier, p->input2_shift, single));
        int32_t value = wrap((int64_t)naive_requantize(sum, p->output_multiplier, p->output_shift, single) + p->output_offset);
        value = value < p->act_min ? p->act_min : value;
        out[i] = (int8_t)(value > p->act_max ? p->act_max : value);
    }
}
