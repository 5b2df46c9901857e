#include <stdlib.h>
#include <string.h>

#include "conv_case.h"
#include "naive.h"

// Fewer where the tests run under an emulator.
#ifndef KERNEL_ROUNDS
#define KERNEL_ROUNDS 4000
#endif

enum { ROUNDS = KERNEL_ROUNDS, MAX_CHANNELS = 512 };

// Heap blocks of the exact size, so that the sanitizer sees a read one byte past a tensor.
static int8_t *random_bytes(test_random_t *random, int32_t count)
{
    int8_t *bytes = malloc((size_t)count);
    test_fill(random, (uint8_t *)bytes, (size_t)count);
    return bytes;
}

// What belongs to the output channels of a layer.
typedef struct channels {
    int32_t multiplier[MAX_CHANNELS], shift[MAX_CHANNELS], bias_values[MAX_CHANNELS];
    uint8_t bias_shifts[MAX_CHANNELS];
    hil_scales_t scales;
    hil_bias_t bias;
} channels_t;

// None, or of 1, 2 or 4 bytes; narrow ones as they are or shifted per layer or channel. Large ones make accumulators wrap.
static hil_bias_t random_bias(test_random_t *random, channels_t *c)
{
    for (int i = 0; i < MAX_CHANNELS; i++) {
        c->bias_values[i] = (int32_t)test_next(random) >> (test_next(random) % 32);
        c->bias_shifts[i] = (uint8_t)test_range(random, 0, test_range(random, 0, 9) == 0 ? 62 : 20);
    }
    static const uint8_t widths[5] = { 0, 1, 2, 4, 4 };
    hil_bias_t bias = { .bytes = widths[test_range(random, 0, 4)] };
    bias.values = bias.bytes == 0 ? NULL : c->bias_values;
    if (bias.bytes < 4 && bias.values != NULL && test_range(random, 0, 2) > 0) {
        bias.shifts = c->bias_shifts;
        bias.shift_step = (uint8_t)test_range(random, 0, 1);
    }
    return bias;
}

// Mostly what models have; else every shift there is and multipliers down to 0.
static void random_channels(test_random_t *random, channels_t *c)
{
    const bool any = test_range(random, 0, 3) == 0;
    const int32_t highest = test_range(random, -2, 1);
    for (int i = 0; i < MAX_CHANNELS; i++) {
        c->multiplier[i] = any && test_range(random, 0, 3) == 0 ? test_range(random, 0, INT32_MAX) : test_range(random, 1 << 30, INT32_MAX);
        c->shift[i] = any ? test_range(random, -31, 30) : test_range(random, -12, highest);
    }
    c->scales = (hil_scales_t){ c->multiplier, c->shift, test_range(random, 0, 1), test_range(random, 0, 1) == 1 };
    c->bias = random_bias(random, c);
}

static void check_bytes(const int8_t *expected, const int8_t *actual, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        CHECK_EQUAL(expected[i], actual[i]);
    }
}

static void convolutions_equal_their_definition(bool depthwise)
{
    test_random_t random = { depthwise ? 21 : 22 };
    for (int round = 0; round < ROUNDS; round++) {
        const conv_case_t c = conv_case_make(&random, depthwise);
        static channels_t s;
        random_channels(&random, &s);
        int8_t *in = random_bytes(&random, dims_count(&c.in));
        int8_t *weights = random_bytes(&random, c.weights);
        int8_t *out = malloc((size_t)dims_count(&c.out));
        int8_t *expected = malloc((size_t)dims_count(&c.out));
        naive_convolve_s8(&c.params, &s.scales, &c.in, in, weights, &s.bias, &c.out, expected, depthwise);
        (depthwise ? hil_depthwise_conv_s8 : hil_convolve_s8)(&c.params, &s.scales, &c.in, in, weights, &s.bias, &c.out, out);
        check_bytes(expected, out, dims_count(&c.out));
        free(in);
        free(weights);
        free(out);
        free(expected);
    }
}

static void convolve_s8_equals_its_definition(void)
{
    convolutions_equal_their_definition(false);
}

static void depthwise_s8_equals_its_definition(void)
{
    convolutions_equal_their_definition(true);
}

static void fully_connected_s8_equals_its_definition(void)
{
    test_random_t random = { 23 };
    for (int round = 0; round < ROUNDS; round++) {
        const int32_t depth = test_range(&random, 0, 19) == 0 ? test_range(&random, 250, 2100) : test_range(&random, 1, 70);
        const int32_t filter_offset = test_range(&random, 0, 1) == 0 ? 0 : test_range(&random, -127, 128);
        const hil_fc_params_t p = { test_range(&random, -127, 128), filter_offset, test_range(&random, -128, 127),
                                    test_range(&random, 0, 1) == 0 ? -128 : -100, test_range(&random, 0, 1) == 0 ? 127 : 90,
                                    test_range(&random, 1, 5), depth, test_range(&random, 1, 40) };
        static channels_t s;
        random_channels(&random, &s);
        int8_t *in = random_bytes(&random, p.batches * p.depth);
        int8_t *weights = random_bytes(&random, p.outputs * p.depth);
        int8_t *out = malloc((size_t)(p.batches * p.outputs));
        int8_t *expected = malloc((size_t)(p.batches * p.outputs));
        naive_fully_connected_s8(&p, &s.scales, in, weights, &s.bias, expected);
        hil_fully_connected_s8(&p, &s.scales, in, weights, &s.bias, out);
        check_bytes(expected, out, p.batches * p.outputs);
        free(in);
        free(weights);
        free(out);
        free(expected);
    }
}

// Every input at the same end of int8 and every weight at an end: the largest sums there are.
static void extreme_sums_equal_their_definition(void)
{
    static int8_t in[2048], weights[4 * 2048], out[8], expected[8];
    for (int32_t ends = 0; ends < 8; ends++) {
        memset(in, (ends & 1) != 0 ? 127 : -128, sizeof in);
        memset(weights, (ends & 2) != 0 ? 127 : -128, sizeof weights);
        const hil_fc_params_t p = { (ends & 4) != 0 ? 128 : -127, 0, 0, -128, 127, 2, 1024, 4 };
        static const int32_t multiplier = INT32_MAX, shift = -20;
        const hil_scales_t scales = { &multiplier, &shift, 0, false };
        const hil_bias_t none = { 0 };
        naive_fully_connected_s8(&p, &scales, in, weights, &none, expected);
        hil_fully_connected_s8(&p, &scales, in, weights, &none, out);
        check_bytes(expected, out, 8);
    }
}

static void avgpool_s8_equals_its_definition(void)
{
    test_random_t random = { 24 };
    for (int round = 0; round < ROUNDS; round++) {
        // Sometimes one window of more taps than 16-bit sums can take.
        const bool large = test_range(&random, 0, 63) == 0;
        const int32_t k = large ? 24 : test_range(&random, 1, 5), pad = large ? 0 : test_range(&random, 0, k - 1);
        const int32_t stride = large ? 24 : test_range(&random, 1, 3);
        const hil_dims_t in_dims = { test_range(&random, 1, 2), large ? 24 : test_range(&random, 1, 8), large ? 23 : test_range(&random, 1, 8),
                                     test_range(&random, 1, 37) };
        const hil_dims_t out_dims = { in_dims.n, (in_dims.h - 1 + pad) / stride + 1, (in_dims.w - 1 + pad) / stride + 1, in_dims.c };
        const hil_pool_params_t p = { test_range(&random, -128, -90), test_range(&random, 90, 127), stride, stride, pad, pad, k, k };
        int8_t *in = random_bytes(&random, dims_count(&in_dims));
        if (large && test_range(&random, 0, 1) == 0) {
            memset(in, test_range(&random, 0, 1) == 0 ? -128 : 127, (size_t)dims_count(&in_dims));
        }
        int8_t *out = malloc((size_t)dims_count(&out_dims));
        int8_t *expected = malloc((size_t)dims_count(&out_dims));
        naive_avgpool_s8(&p, &in_dims, in, &out_dims, expected);
        hil_avgpool_s8(&p, &in_dims, in, &out_dims, out);
        check_bytes(expected, out, dims_count(&out_dims));
        free(in);
        free(out);
        free(expected);
    }
}

static void add_s8_equals_its_definition(void)
{
    test_random_t random = { 25 };
    for (int round = 0; round < ROUNDS; round++) {
        const bool single = test_range(&random, 0, 1) == 1;
        const bool any = test_range(&random, 0, 3) == 0;
        const int32_t low = any ? -31 : -8, high = any ? 30 : 0;
        const hil_add_params_t p = { test_range(&random, -127, 128), test_range(&random, -127, 128), any ? test_range(&random, 0, 31) : 20,
                                     test_range(&random, 1 << 30, INT32_MAX), test_range(&random, low, high),
                                     test_range(&random, 1 << 30, INT32_MAX), test_range(&random, low, high), test_range(&random, -128, 127),
                                     test_range(&random, 1 << 30, INT32_MAX), any ? test_range(&random, -31, 30) : test_range(&random, -22, -14),
                                     test_range(&random, -128, -100), test_range(&random, 100, 127) };
        int8_t a[37], b[37], out[37], expected[37];
        const int32_t count = test_range(&random, 1, 37);
        test_fill(&random, (uint8_t *)a, 37);
        test_fill(&random, (uint8_t *)b, 37);
        naive_add_s8(&p, single, a, b, expected, count);
        hil_elementwise_add_s8(&p, single, a, b, out, (size_t)count);
        check_bytes(expected, out, count);
        // In place, as the memory plan may have it.
        hil_elementwise_add_s8(&p, single, a, b, b, (size_t)count);
        check_bytes(expected, b, count);
    }
}

static void softmax_s8_equals_its_definition(void)
{
    test_random_t random = { 26 };
    for (int round = 0; round < ROUNDS / 8 + 1; round++) {
        const int32_t shift = test_range(&random, 15, 23);
        const hil_softmax_params_t p = { test_range(&random, 1, 3), test_range(&random, 0, 7) == 0 ? test_range(&random, 1, 511) : test_range(&random, 1, 40),
                                         test_range(&random, 1 << 30, INT32_MAX), shift, -test_range(&random, 0, 255) };
        int8_t *in = random_bytes(&random, p.rows * p.row_size);
        int8_t *out = malloc((size_t)(p.rows * p.row_size));
        int8_t *expected = malloc((size_t)(p.rows * p.row_size));
        if (test_range(&random, 0, 7) == 0) {
            memset(in, 5, (size_t)p.row_size);   // all of them the maximum
        }
        naive_softmax_s8(&p, in, expected);
        hil_softmax_s8(&p, in, out);
        check_bytes(expected, out, p.rows * p.row_size);
        free(in);
        free(out);
        free(expected);
    }
}

const test_case_t kernel_s8_tests[] = {
    { "convolve_s8_equals_its_definition", convolve_s8_equals_its_definition },
    { "depthwise_s8_equals_its_definition", depthwise_s8_equals_its_definition },
    { "fully_connected_s8_equals_its_definition", fully_connected_s8_equals_its_definition },
    { "extreme_sums_equal_their_definition", extreme_sums_equal_their_definition },
    { "avgpool_s8_equals_its_definition", avgpool_s8_equals_its_definition },
    { "add_s8_equals_its_definition", add_s8_equals_its_definition },
    { "softmax_s8_equals_its_definition", softmax_s8_equals_its_definition },
    { NULL, NULL },
};
