#include "exp_fixed.h"

#include "hil_requantize.h"

// gemmlowp rounds by a nudge and a truncating division and saturates the one overflow. That is hil_multiply_high but for the lowest int32
// times itself, which no operand here comes near.

static int32_t add_wrapping(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

static int32_t shift_left_saturating(int32_t x, int32_t exponent)
{
    const int32_t threshold = (int32_t)((1u << (31 - exponent)) - 1u);
    if (x > threshold) {
        return INT32_MAX;
    }
    return x < -threshold ? INT32_MIN : (int32_t)((uint32_t)x << exponent);
}

int32_t hil_exp_on_negative(int32_t a)
{
    // exp(-2^k) for k = -2..4 in Q0.31: one factor per set bit above the quarter that the polynomial covers.
    static const int32_t factors[7] = { 1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242 };
    if (a == 0) {
        return INT32_MAX;
    }
    const int32_t quarter = (int32_t)((uint32_t)a & 0xFFFFFFu) - (1 << 24);
    const uint32_t rest = (uint32_t)quarter - (uint32_t)a;
    const int32_t x = quarter * 32 + (1 << 28);
    const int32_t x2 = hil_multiply_high(x, x);
    const int32_t x3 = hil_multiply_high(x2, x);
    const int32_t x4 = hil_multiply_high(x2, x2);
    const int32_t third = hil_multiply_high(add_wrapping(hil_divide_by_power_of_two(x4, 2), x3), 715827883);
    const int32_t tail = hil_divide_by_power_of_two(add_wrapping(third, x2), 1);
    int32_t result = add_wrapping(1895147668, hil_multiply_high(1895147668, add_wrapping(x, tail)));
    for (int32_t i = 0; i < 7; i++) {
        if ((rest >> (24 + i)) & 1u) {
            result = hil_multiply_high(result, factors[i]);
        }
    }
    return result;
}

int32_t hil_one_over_one_plus(int32_t a)
{
    // Newton-Raphson on half the denominator, from the start value 48/17 - 32/17 h.
    const int64_t sum = (int64_t)a + INT32_MAX;
    const int32_t half = (int32_t)((sum + (sum >= 0 ? 1 : -1)) / 2);
    int32_t x = add_wrapping(1515870810, hil_multiply_high(half, -1010580540));
    for (int32_t i = 0; i < 3; i++) {
        const int32_t error = add_wrapping(1 << 29, (int32_t)(0u - (uint32_t)hil_multiply_high(half, x)));
        x = add_wrapping(x, shift_left_saturating(hil_multiply_high(x, error), 2));
    }
    return shift_left_saturating(x, 1);
}
