#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "conv_case.h"
#include "naive.h"

// Fewer where the tests run under an emulator.
#ifndef KERNEL_ROUNDS
#define KERNEL_ROUNDS 1500
#endif

static float *random_floats(test_random_t *random, int32_t count)
{
    float *values = malloc((size_t)count * sizeof *values);
    for (int32_t i = 0; i < count; i++) {
        values[i] = (float)test_range(random, -10000, 10000) / 1024.0f;
    }
    return values;
}

static int32_t bits_of(float value)
{
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static void convolutions_equal_their_definition(bool depthwise)
{
    test_random_t random = { depthwise ? 31 : 32 };
    for (int round = 0; round < KERNEL_ROUNDS; round++) {
        conv_case_t c = conv_case_make(&random, depthwise);
        if (c.weights > 20000) {
            continue;   // more floats than an emulated board's heap has room for
        }
        c.params.act_min = bits_of(-100.0f);
        c.params.act_max = bits_of(100.0f);
        float *in = random_floats(&random, dims_count(&c.in));
        float *weights = random_floats(&random, c.weights);
        float *bias = random_floats(&random, c.out.c);
        const size_t bytes = (size_t)dims_count(&c.out) * sizeof(float);
        float *out = malloc(bytes);
        float *expected = malloc(bytes);
        naive_convolve_f32(&c.params, &c.in, in, weights, bias, &c.out, expected, depthwise);
        (depthwise ? hil_depthwise_conv_f32 : hil_convolve_f32)(&c.params, &c.in, in, weights, bias, &c.out, out);
        CHECK(memcmp(expected, out, bytes) == 0);
        free(in);
        free(weights);
        free(bias);
        free(out);
        free(expected);
    }
}

static void convolve_f32_equals_its_definition(void)
{
    convolutions_equal_their_definition(false);
}

static void depthwise_f32_equals_its_definition(void)
{
    convolutions_equal_their_definition(true);
}

static void fully_connected_f32_adds_in_order(void)
{
    const hil_fc_params_t p = { 0, 0, 0, bits_of(-1e30f), bits_of(1e30f), 2, 3, 2 };
    const float in[6] = { 1, 2, 3, 4, 5, 6 }, weights[6] = { 1, 0, -1, 0.5f, 0.5f, 0.5f }, bias[2] = { 10, 20 };
    float out[4];
    hil_fully_connected_f32(&p, in, weights, bias, out);
    CHECK(out[0] == 8.0f && out[1] == 23.0f && out[2] == 8.0f && out[3] == 27.5f);
}

static void avgpool_add_and_softmax_f32(void)
{
    const hil_pool_params_t pool = { bits_of(-9.0f), bits_of(9.0f), 1, 1, 1, 1, 2, 2 };
    const hil_dims_t in_dims = { 1, 2, 2, 1 }, out_dims = { 1, 2, 2, 1 };
    const float in[4] = { 1, 2, 3, 40 };
    float out[4];
    hil_avgpool_f32(&pool, &in_dims, in, &out_dims, out);
    CHECK(out[0] == 1.0f && out[1] == 1.5f && out[2] == 2.0f && out[3] == 9.0f);
    const hil_add_params_t add = { .act_min = bits_of(0.0f), .act_max = bits_of(6.0f) };
    hil_elementwise_add_f32(&add, in, (const float[4]){ -2, 1, 1, 1 }, out, 4);
    CHECK(out[0] == 0.0f && out[1] == 3.0f && out[2] == 4.0f && out[3] == 6.0f);
    const hil_softmax_params_t softmax = { 1, 4, bits_of(1.0f), 0, 0 };
    hil_softmax_f32(&softmax, in, out);
    CHECK(out[3] == 1.0f && out[0] < 1e-16f);
}

const test_case_t kernel_f32_tests[] = {
    { "convolve_f32_equals_its_definition", convolve_f32_equals_its_definition },
    { "depthwise_f32_equals_its_definition", depthwise_f32_equals_its_definition },
    { "fully_connected_f32_adds_in_order", fully_connected_f32_adds_in_order },
    { "avgpool_add_and_softmax_f32", avgpool_add_and_softmax_f32 },
    { NULL, NULL },
};
