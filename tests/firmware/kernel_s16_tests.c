// int16 layers with int8 weights against their definitions.
#include <stdlib.h>
#include <string.h>

#include "conv_case.h"
#include "naive.h"

// Fewer where the tests run under an emulator.
#ifndef KERNEL_ROUNDS
#define KERNEL_ROUNDS 4000
#endif

enum { ROUNDS = KERNEL_ROUNDS, MAX_CHANNELS = 512 };

typedef struct channels {
    int32_t multiplier[MAX_CHANNELS], shift[MAX_CHANNELS], narrow[MAX_CHANNELS];
    int64_t wide[MAX_CHANNELS];
    hil_scales_t scales;
    hil_bias_t bias;
} channels_t;

// Sometimes all at the ends of int16, so that sums are as large as they get.
static int16_t *random_halves(test_random_t *random, int32_t count)
{
    int16_t *values = malloc((size_t)count * sizeof *values);
    test_fill(random, (uint8_t *)values, (size_t)count * sizeof *values);
    for (int32_t i = 0, extreme = test_range(random, 0, 7); extreme < 2 && i < count; i++) {
        values[i] = extreme == 0 ? INT16_MIN : INT16_MAX;
    }
    return values;
}

static int8_t *random_weights(test_random_t *random, int32_t count)
{
    int8_t *values = malloc((size_t)count);
    test_fill(random, (uint8_t *)values, (size_t)count);
    const int32_t extreme = test_range(random, 0, 7);
    if (extreme < 2) {
        memset(values, extreme == 0 ? INT8_MIN : INT8_MAX, (size_t)count);
    }
    return values;
}

// Biases of all sizes up to the ends of int64.
static void random_channels(test_random_t *random, channels_t *c, bool wide)
{
    const bool any = test_range(random, 0, 3) == 0;
    for (int32_t i = 0; i < MAX_CHANNELS; i++) {
        c->multiplier[i] = test_range(random, any ? 0 : 1 << 30, INT32_MAX);
        c->shift[i] = any ? test_range(random, -31, wide ? 14 : 30) : test_range(random, -20, -4);
        const uint64_t bits = (uint64_t)test_next(random) << 32 | test_next(random);
        c->wide[i] = (int64_t)bits >> test_range(random, any ? 0 : 30, 63);
        c->narrow[i] = (int32_t)test_next(random) >> test_range(random, 0, 31);
        if (any && i % 8 == 0) {
            c->wide[i] = i % 16 == 0 ? INT64_MIN : INT64_MAX;
        }
    }
    c->scales = (hil_scales_t){ c->multiplier, c->shift, test_range(random, 0, 1), test_range(random, 0, 1) == 1 };
    const int32_t kind = test_range(random, 0, 2);
    c->bias = (hil_bias_t){ .values = kind == 0 ? NULL : kind == 1 ? (const void *)c->narrow : c->wide, .bytes = kind == 1 ? 4 : 8 };
}

static void check_halves(const int16_t *expected, const int16_t *actual, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        CHECK_EQUAL(expected[i], actual[i]);
    }
}

static void convolutions_equal_their_definition(bool depthwise)
{
    test_random_t random = { depthwise ? 31 : 32 };
    for (int round = 0; round < ROUNDS; round++) {
        conv_case_t c = conv_case_make(&random, depthwise);
        c.params.input_offset = depthwise ? HIL_SUMS_64 : test_range(&random, HIL_SUMS_64, HIL_SUMS_CMSIS_NN);
        c.params.act_min = test_range(&random, INT16_MIN, -1000);
        c.params.act_max = test_range(&random, 1000, INT16_MAX);
        static channels_t s;
        random_channels(&random, &s, c.params.input_offset != HIL_SUMS_32);
        const int32_t count = dims_count(&c.out);
        int16_t *in = random_halves(&random, dims_count(&c.in));
        int8_t *weights = random_weights(&random, c.weights);
        int16_t *out = malloc((size_t)count * sizeof *out), *expected = malloc((size_t)count * sizeof *out);
        naive_convolve_s16(&c.params, &s.scales, &c.in, in, weights, &s.bias, &c.out, expected, depthwise);
        (depthwise ? hil_depthwise_conv_s16 : hil_convolve_s16)(&c.params, &s.scales, &c.in, in, weights, &s.bias, &c.out, out);
        check_halves(expected, out, count);
        free(in);
        free(weights);
        free(out);
        free(expected);
    }
}

static void convolve_s16_equals_its_definition(void)
{
    convolutions_equal_their_definition(false);
}

static void depthwise_s16_equals_its_definition(void)
{
    convolutions_equal_their_definition(true);
}

// More taps than a sum of 32 bits can take: every product at its largest.
static void large_depthwise_windows_equal_their_definition(void)
{
    static int16_t in[24 * 24 * 5], out[5], expected[5];
    static int8_t weights[24 * 24 * 5];
    static const int32_t multiplier = INT32_MAX, shift = -18;
    const hil_scales_t scales = { &multiplier, &shift, 0, false };
    const hil_bias_t none = { .bytes = 8 };
    for (int32_t ends = 0; ends < 4; ends++) {
        for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
            in[i] = (ends & 1) != 0 ? INT16_MAX : INT16_MIN;
        }
        memset(weights, (ends & 2) != 0 ? INT8_MAX : INT8_MIN, sizeof weights);
        const hil_conv_params_t p = { 0, 0, INT16_MIN, INT16_MAX, 1, 1, 0, 0, 1, 1, 24, 24, 1, 0 };
        const hil_dims_t in_dims = { 1, 24, 24, 5 }, out_dims = { 1, 1, 1, 5 };
        naive_convolve_s16(&p, &scales, &in_dims, in, weights, &none, &out_dims, expected, true);
        hil_depthwise_conv_s16(&p, &scales, &in_dims, in, weights, &none, &out_dims, out);
        check_halves(expected, out, 5);
    }
}

static void fully_connected_s16_equals_its_definition(void)
{
    test_random_t random = { 33 };
    for (int round = 0; round < ROUNDS; round++) {
        const int32_t depth = test_range(&random, 0, 9) == 0 ? test_range(&random, 450, 2100) : test_range(&random, 1, 70);
        const int32_t offset = test_range(&random, 0, 1) == 0 ? 0 : test_range(&random, -127, 128);
        const hil_fc_params_t p = { test_range(&random, HIL_SUMS_64, HIL_SUMS_32), offset, 0, test_range(&random, INT16_MIN, 0),
                                    test_range(&random, 0, INT16_MAX), test_range(&random, 1, 5), depth, test_range(&random, 1, 20) };
        static channels_t s;
        random_channels(&random, &s, p.input_offset != HIL_SUMS_32);
        const int32_t count = p.batches * p.outputs;
        int16_t *in = random_halves(&random, p.batches * p.depth);
        int8_t *weights = random_weights(&random, p.outputs * p.depth);
        int16_t *out = malloc((size_t)count * sizeof *out), *expected = malloc((size_t)count * sizeof *out);
        naive_fully_connected_s16(&p, &s.scales, in, weights, &s.bias, expected);
        hil_fully_connected_s16(&p, &s.scales, in, weights, &s.bias, out);
        check_halves(expected, out, count);
        free(in);
        free(weights);
        free(out);
        free(expected);
    }
}

static void add_s16_equals_its_definition(void)
{
    test_random_t random = { 34 };
    for (int round = 0; round < ROUNDS; round++) {
        const bool single = test_range(&random, 0, 1) == 1, any = test_range(&random, 0, 3) == 0;
        const int32_t low = any ? -31 : -8, high = any ? 30 : 0;
        const hil_add_params_t p = { 0, 0, any ? test_range(&random, 0, 31) : 15,
                                     test_range(&random, 1 << 30, INT32_MAX), test_range(&random, low, high),
                                     test_range(&random, 1 << 30, INT32_MAX), test_range(&random, low, high), 0,
                                     test_range(&random, 1 << 30, INT32_MAX), any ? test_range(&random, -31, 30) : test_range(&random, -17, -10),
                                     test_range(&random, INT16_MIN, -100), test_range(&random, 100, INT16_MAX) };
        const int32_t count = test_range(&random, 1, 37);
        int16_t *a = random_halves(&random, count), *b = random_halves(&random, count), out[37], expected[37];
        naive_add_s16(&p, single, a, b, expected, count);
        hil_elementwise_add_s16(&p, single, a, b, out, (size_t)count);
        check_halves(expected, out, count);
        // In place, as the memory plan may have it.
        hil_elementwise_add_s16(&p, single, a, b, b, (size_t)count);
        check_halves(expected, b, count);
        free(a);
        free(b);
    }
}

const test_case_t kernel_s16_tests[] = {
    { "convolve_s16_equals_its_definition", convolve_s16_equals_its_definition },
    { "depthwise_s16_equals_its_definition", depthwise_s16_equals_its_definition },
    { "large_depthwise_windows_equal_their_definition", large_depthwise_windows_equal_their_definition },
    { "fully_connected_s16_equals_its_definition", fully_connected_s16_equals_its_definition },
    { "add_s16_equals_its_definition", add_s16_equals_its_definition },
    { NULL, NULL },
};
