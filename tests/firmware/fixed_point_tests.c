#include <math.h>

#include "bias_s8.h"
#include "exp_fixed.h"
#include "hil_requantize.h"
#include "naive.h"
#include "test.h"
#include "widen.h"

static void requantize_known_values(void)
{
    const int32_t half = 1 << 30;   // multiplier 0.5 * 2^shift
    CHECK_EQUAL(50, hil_requantize_double(100, half, 0));
    CHECK_EQUAL(50, hil_requantize_single(100, half, 0));
    CHECK_EQUAL(400, hil_requantize_double(100, half, 3));
    // -1.5 / 2: the high multiply gives -0.75 -> -1 (up), so halves of negatives show the rounding.
    CHECK_EQUAL(-1, hil_requantize_double(-3, half, 0));
    CHECK_EQUAL(-1, hil_requantize_single(-3, half, 0));
    // 5 / 4 * 2: double rounds 2.5 to 3, then 1.5 to 2; single rounds 1.25 to 1.
    CHECK_EQUAL(2, hil_requantize_double(5, half, -1));
    CHECK_EQUAL(1, hil_requantize_single(5, half, -1));
    // -2.5 after two exact steps: away from zero against towards plus infinity.
    CHECK_EQUAL(-3, hil_requantize_double(-10, half, -1));
    CHECK_EQUAL(-2, hil_requantize_single(-10, half, -1));
    CHECK_EQUAL(0, hil_requantize_double(12345, 0, 0));
    // The left shift wraps before the multiply; single rounding multiplies the whole product.
    CHECK_EQUAL(0, hil_requantize_double(1 << 30, half, 2));
}

static void requantize_equals_its_definition(void)
{
    test_random_t random = { 5 };
    for (int i = 0; i < 200000; i++) {
        const int32_t value = (int32_t)test_next(&random) >> (test_next(&random) % 32);
        const int32_t multiplier = test_range(&random, 1 << 30, INT32_MAX);
        const int32_t shift = test_range(&random, -31, 30);
        CHECK_EQUAL(naive_requantize(value, multiplier, shift, false), hil_requantize_double(value, multiplier, shift));
        CHECK_EQUAL(naive_requantize(value, multiplier, shift, true), hil_requantize_single(value, multiplier, shift));
    }
}

// Kernels shift biases by code of their own.
static void kernels_shift_biases_alike(void)
{
    static const int16_t q[] = { 0, 1, -1, 2, -2, 127, -128, 128, -129, 32767, -32768 };
    const hil_bias_t none = { 0 };
    CHECK_EQUAL(0, hil_bias_of(&none, 3));
    for (uint8_t shift = 0; shift <= 62; shift++) {
        const hil_bias_t bias = { .values = q, .bytes = 2, .shifts = &shift };
        for (int32_t c = 0; c < (int32_t)(sizeof q / sizeof q[0]); c++) {
            CHECK_EQUAL(widen_shift(q[c], shift), hil_bias_of(&bias, c));
            CHECK_EQUAL(widen_shift(q[c], shift), naive_bias(&bias, c));
        }
    }
}

static void widening_by_shift_saturates(void)
{
    CHECK_EQUAL(-128, widen_shift(-128, 0));
    CHECK_EQUAL(1 << 30, widen_shift(1, 30));
    CHECK_EQUAL(INT32_MAX, widen_shift(1, 31));
    CHECK_EQUAL(INT32_MIN, widen_shift(-1, 31));
    CHECK_EQUAL(INT32_MIN, widen_shift(-1, 62));
    CHECK_EQUAL(INT32_MAX, widen_shift(32767, 62));
    CHECK_EQUAL(0, widen_shift(0, 62));
    CHECK_EQUAL(127 << 24, widen_shift(127, 24));
    CHECK_EQUAL(INT32_MIN, widen_shift(-128, 24));
    CHECK_EQUAL(INT32_MAX, widen_shift(127, 25));
}

static void widening_by_multiplier_rounds_away_from_zero(void)
{
    const int32_t half = 1 << 30;
    CHECK_EQUAL(3, widen_multiplier(5, half, 0));
    CHECK_EQUAL(-3, widen_multiplier(-5, half, 0));
    CHECK_EQUAL(5, widen_multiplier(5, half, 1));
    CHECK_EQUAL(1, widen_multiplier(1, half, 0));
    CHECK_EQUAL(0, widen_multiplier(1, half, -1));
    CHECK_EQUAL(INT32_MAX, widen_multiplier(2, half, 31));
    CHECK_EQUAL(1 << 30, widen_multiplier(1, half, 31));
    CHECK_EQUAL(INT32_MIN, widen_multiplier(-2, half, 31));
    CHECK_EQUAL(INT32_MAX, widen_multiplier(1, half, 32));
    CHECK_EQUAL(INT32_MIN, widen_multiplier(-1, half, INT32_MAX));
    CHECK_EQUAL(0, widen_multiplier(0, half, 40));
    CHECK_EQUAL(0, widen_multiplier(32767, INT32_MAX, -31));
    CHECK_EQUAL(0, widen_multiplier(32767, INT32_MAX, -32));
    CHECK_EQUAL(0, widen_multiplier(-32768, INT32_MAX, INT32_MIN));
}

static void fixed_exp_and_reciprocal_are_near_the_real_ones(void)
{
    for (int32_t a = -1; a > -(1 << 30); a = a * 2 - 12345) {
        const double real = exp(a / 67108864.0);
        CHECK(fabs(hil_exp_on_negative(a) / 2147483648.0 - real) < 1e-6);
    }
    CHECK_EQUAL(INT32_MAX, hil_exp_on_negative(0));
    for (int64_t a = 0; a < INT32_MAX; a += 97654321) {
        const double real = 1.0 / (1.0 + (double)a / 2147483648.0);
        CHECK(fabs(hil_one_over_one_plus((int32_t)a) / 2147483648.0 - real) < 1e-6);
    }
}

const test_case_t fixed_point_tests[] = {
    { "requantize_known_values", requantize_known_values },
    { "requantize_equals_its_definition", requantize_equals_its_definition },
    { "kernels_shift_biases_alike", kernels_shift_biases_alike },
    { "widening_by_shift_saturates", widening_by_shift_saturates },
    { "widening_by_multiplier_rounds_away_from_zero", widening_by_multiplier_rounds_away_from_zero },
    { "fixed_exp_and_reciprocal_are_near_the_real_ones", fixed_exp_and_reciprocal_are_near_the_real_ones },
    { NULL, NULL },
};
