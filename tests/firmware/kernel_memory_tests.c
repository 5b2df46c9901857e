// Operators that pick, and those with a memory, against their definitions.
#include <stdlib.h>
#include <string.h>

#include "conv_case.h"
#include "naive.h"

// Fewer where the tests run under an emulator.
#ifndef KERNEL_ROUNDS
#define KERNEL_ROUNDS 4000
#endif

enum { ROUNDS = KERNEL_ROUNDS / 2, MAX_CHANNELS = 40 };

// Heap blocks of the exact size, so that the sanitizer sees a read past a tensor. Sometimes all values lie at an end of their range.
static void *random_values(test_random_t *random, int32_t count, int32_t bytes)
{
    uint8_t *values = malloc((size_t)(count * bytes));
    test_fill(random, values, (size_t)(count * bytes));
    const int32_t extreme = test_range(random, 0, 11);
    for (int32_t i = 0; extreme < 2 && i < count * bytes; i++) {
        const uint8_t lowest = i % bytes == bytes - 1 ? 0x80 : 0;
        values[i] = extreme == 0 ? lowest : (uint8_t)~lowest;
    }
    return values;
}

static void check_all(const void *expected, const void *actual, int32_t count, int32_t bytes)
{
    for (int32_t i = 0; i < count * bytes; i++) {
        CHECK_EQUAL(((const uint8_t *)expected)[i], ((const uint8_t *)actual)[i]);
    }
}

static void max_pool_equals_its_definition(void)
{
    test_random_t random = { 41 };
    for (int round = 0; round < ROUNDS; round++) {
        const int32_t bytes = test_range(&random, 1, 2), least = bytes == 1 ? INT8_MIN : INT16_MIN, most = bytes == 1 ? INT8_MAX : INT16_MAX;
        const hil_dims_t in_dims = { test_range(&random, 1, 2), test_range(&random, 1, 8), test_range(&random, 1, 8), test_range(&random, 1, 37) };
        // Windows without a tap are among them.
        const hil_dims_t out_dims = { in_dims.n, test_range(&random, 1, 6), test_range(&random, 1, 6), in_dims.c };
        const hil_pool_params_t p = { test_range(&random, least, 0), test_range(&random, 0, most), test_range(&random, 1, 3), test_range(&random, 1, 3),
                                      test_range(&random, 0, 3), test_range(&random, 0, 3), test_range(&random, 1, 5), test_range(&random, 1, 5) };
        const int32_t count = dims_count(&out_dims);
        void *in = random_values(&random, dims_count(&in_dims), bytes);
        void *out = malloc((size_t)(count * bytes)), *expected = malloc((size_t)(count * bytes));
        naive_max_pool(&p, &in_dims, in, &out_dims, expected, bytes);
        hil_max_pool(&p, &in_dims, in, &out_dims, out, bytes);
        check_all(expected, out, count, bytes);
        free(in);
        free(out);
        free(expected);
    }
}

static int32_t or_one(test_random_t *random, int32_t extent)
{
    return test_range(random, 0, 3) == 0 ? 1 : extent;
}

static void extremum_equals_its_definition(void)
{
    test_random_t random = { 42 };
    for (int round = 0; round < ROUNDS; round++) {
        const int32_t bytes = test_range(&random, 1, 2);
        const bool maximum = test_range(&random, 0, 1) == 1, equal = test_range(&random, 0, 2) == 0;
        const hil_dims_t d = { test_range(&random, 1, 3), test_range(&random, 1, 4), test_range(&random, 1, 4), test_range(&random, 1, 37) };
        hil_dims_t a_dims = d, b_dims = d;
        if (!equal) {
            a_dims = (hil_dims_t){ or_one(&random, d.n), or_one(&random, d.h), or_one(&random, d.w), or_one(&random, d.c) };
            b_dims = (hil_dims_t){ or_one(&random, d.n), or_one(&random, d.h), or_one(&random, d.w), or_one(&random, d.c) };
        }
        const int32_t count = dims_count(&d);
        void *a = random_values(&random, dims_count(&a_dims), bytes), *b = random_values(&random, dims_count(&b_dims), bytes);
        void *out = malloc((size_t)(count * bytes)), *expected = malloc((size_t)(count * bytes));
        naive_extremum(maximum, &a_dims, a, &b_dims, b, &d, expected, bytes);
        hil_extremum(maximum, &a_dims, a, &b_dims, b, &d, out, bytes);
        check_all(expected, out, count, bytes);
        free(a);
        free(b);
        free(out);
        free(expected);
    }
}

typedef struct channels {
    int32_t multiplier[MAX_CHANNELS], shift[MAX_CHANNELS], values[MAX_CHANNELS];
    hil_scales_t scales;
    hil_bias_t bias;
} channels_t;

static void random_channels(test_random_t *random, channels_t *c)
{
    for (int32_t i = 0; i < MAX_CHANNELS; i++) {
        c->multiplier[i] = test_range(random, 1 << 30, INT32_MAX);
        c->shift[i] = test_range(random, -14, test_range(random, 0, 7) == 0 ? 14 : -4);
        c->values[i] = (int32_t)test_next(random) >> test_range(random, 0, 31);
    }
    c->scales = (hil_scales_t){ c->multiplier, c->shift, 1, test_range(random, 0, 1) == 1 };
    c->bias = (hil_bias_t){ .values = test_range(random, 0, 3) == 0 ? NULL : c->values, .bytes = 4 };
}

static void transpose_conv_equals_its_definition(void)
{
    test_random_t random = { 43 };
    for (int round = 0; round < ROUNDS; round++) {
        hil_conv_params_t p = { test_range(&random, -127, 128), test_range(&random, -128, 127), -128, test_range(&random, 0, 127),
                                test_range(&random, 1, 3), test_range(&random, 1, 3), 0, 0, 1, 1, test_range(&random, 1, 5), test_range(&random, 1, 5),
                                1, 0 };
        p.pad_h = test_range(&random, 0, p.kernel_h - 1);
        p.pad_w = test_range(&random, 0, p.kernel_w - 1);
        const hil_dims_t in_dims = { test_range(&random, 1, 2), test_range(&random, 1, 5), test_range(&random, 1, 5), test_range(&random, 1, 37) };
        p.filter_channels = in_dims.c;
        const hil_dims_t out_dims = { in_dims.n, test_range(&random, 1, 9), test_range(&random, 1, 9), test_range(&random, 1, 11) };
        static channels_t s;
        random_channels(&random, &s);
        const int32_t count = dims_count(&out_dims);
        int8_t *in = random_values(&random, dims_count(&in_dims), 1);
        int8_t *weights = random_values(&random, out_dims.c * p.kernel_h * p.kernel_w * in_dims.c, 1);
        int8_t *out = malloc((size_t)count), *expected = malloc((size_t)count);
        int64_t *sums = malloc((size_t)count * sizeof *sums);
        naive_transpose_conv_s8(&p, &s.scales, &in_dims, in, weights, &s.bias, &out_dims, expected, sums);
        hil_transpose_conv_s8(&p, &s.scales, &in_dims, in, weights, &s.bias, &out_dims, out);
        check_all(expected, out, count, 1);
        free(in);
        free(weights);
        free(out);
        free(expected);
        free(sums);
    }
}

static void svdf_equals_its_definition(void)
{
    test_random_t random = { 44 };
    for (int round = 0; round < ROUNDS; round++) {
        const int32_t bytes = test_range(&random, 1, 2), rank = test_range(&random, 1, 3);
        const hil_svdf_params_t p = { test_range(&random, 1, 3), test_range(&random, 1, 70), rank * test_range(&random, 1, 13),
                                      test_range(&random, 1, 20), rank,
                                      test_range(&random, -128, 127), test_range(&random, -128, 127),
                                      bytes == 1 ? test_range(&random, -30, 30) : test_range(&random, -90, 90),
                                      bytes == 1 ? -120 : INT16_MIN, bytes == 1 ? 120 : INT16_MAX, -128, test_range(&random, 0, 127) };
        static channels_t s;
        random_channels(&random, &s);
        const int32_t states = p.batches * p.features * p.memory, units = p.batches * p.features / rank;
        int8_t *in = random_values(&random, p.batches * p.input_size, 1), *feature = random_values(&random, p.features * p.input_size, 1);
        void *state = random_values(&random, states, bytes), *time = random_values(&random, p.features * p.memory, bytes);
        void *expected_state = malloc((size_t)(states * bytes));
        memcpy(expected_state, state, (size_t)(states * bytes));
        int8_t *out = malloc((size_t)units), *expected = malloc((size_t)units);
        naive_svdf(&p, &s.scales, in, expected_state, feature, time, &s.bias, expected, bytes);
        if (bytes == 1) {
            hil_svdf_s8(&p, &s.scales, in, state, feature, time, &s.bias, out);
        } else {
            hil_svdf_state_s16_s8(&p, &s.scales, in, state, feature, time, &s.bias, out);
        }
        check_all(expected, out, units, 1);
        check_all(expected_state, state, states, bytes);
        free(in);
        free(feature);
        free(state);
        free(time);
        free(expected_state);
        free(out);
        free(expected);
    }
}

enum { STEPS = 3, MAX_UNITS = 21, MAX_INPUT = 600 };

// Biases of 64 bits go up to the ends of int64.
static void random_lstm(test_random_t *random, hil_lstm_params_t *p, int32_t bytes, hil_lstm_weights_t *w, channels_t *s)
{
    random_channels(random, s);
    *p = (hil_lstm_params_t){ test_range(random, 0, 1), 1, STEPS,
                              test_range(random, 0, 9) == 0 ? test_range(random, 500, MAX_INPUT) : test_range(random, 1, 40),
                              test_range(random, 1, MAX_UNITS), test_range(random, 0, 1) * test_range(random, 1, INT16_MAX), test_range(random, -12, -9),
                              bytes == 1 ? test_range(random, -128, 127) : 0 };
    static int64_t biases[HIL_LSTM_PARTS][MAX_UNITS];
    for (int32_t part = 0; part < HIL_LSTM_PARTS; part++) {
        w->weights[part] = random_values(random, p->hidden_size * (part % 2 == 0 ? p->input_size : p->hidden_size), 1);
        test_fill(random, (uint8_t *)biases[part], sizeof biases[part]);
        for (int32_t i = 0; i < MAX_UNITS; i++) {
            biases[part][i] >>= test_range(random, 0, 3) == 0 ? 0 : 45;
        }
        w->biases[part] = biases[part];
        s->shift[part] = test_range(random, -14, -6);
    }
}

static void lstm_equals_its_definition(void)
{
    test_random_t random = { 45 };
    for (int round = 0; round < ROUNDS / 4 + 1; round++) {
        const int32_t bytes = test_range(&random, 1, 2);
        hil_lstm_params_t p;
        hil_lstm_weights_t w;
        static channels_t s;
        random_lstm(&random, &p, bytes, &w, &s);
        const bool past = test_range(&random, 0, 1) == 1;
        uint8_t *in = random_values(&random, STEPS * p.input_size, bytes), *state = random_values(&random, p.hidden_size, bytes);
        int16_t *cell = random_values(&random, p.hidden_size, 2), expected_cell[MAX_UNITS] = { 0 };
        if (past) {
            memcpy(expected_cell, cell, (size_t)p.hidden_size * sizeof *cell);
        }
        const int32_t row = p.hidden_size * bytes;
        uint8_t *out = malloc((size_t)(STEPS * row)), *expected = malloc((size_t)(STEPS * row));
        const uint8_t *hidden = past ? state : NULL;
        for (int32_t t = 0; t < STEPS; t++) {
            naive_lstm_step(&p, &w, &s.scales, in + t * p.input_size * bytes, hidden, expected_cell, expected + t * row, bytes);
            hidden = expected + t * row;
        }
        hil_lstm(&p, &w, &s.scales, in, past ? state : NULL, cell, out, bytes);
        check_all(expected, out, STEPS * p.hidden_size, bytes);
        check_all(expected_cell, cell, p.hidden_size, 2);
        for (int32_t part = 0; part < HIL_LSTM_PARTS; part++) {
            free((void *)(uintptr_t)w.weights[part]);
        }
        free(in);
        free(state);
        free(cell);
        free(out);
        free(expected);
    }
}

const test_case_t kernel_memory_tests[] = {
    { "max_pool_equals_its_definition", max_pool_equals_its_definition },
    { "extremum_equals_its_definition", extremum_equals_its_definition },
    { "transpose_conv_equals_its_definition", transpose_conv_equals_its_definition },
    { "svdf_equals_its_definition", svdf_equals_its_definition },
    { "lstm_equals_its_definition", lstm_equals_its_definition },
    { NULL, NULL },
};
