#include "shapes.h"

#include <stddef.h>

#include "hil_kernels.h"
#include "naive.h"
#include "next.h"

enum { MOST_INPUT = 16384, MOST_WEIGHTS = 81920, MOST_OUTPUT = 16384, MOST_CHANNELS = 128 };

static int8_t in[MOST_INPUT], weights[MOST_WEIGHTS], out[MOST_OUTPUT], expected[MOST_OUTPUT];
static int32_t multiplier[MOST_CHANNELS], shift[MOST_CHANNELS], bias_values[MOST_CHANNELS];
static const hil_scales_t scales = { multiplier, shift, 1, false };
static const hil_bias_t bias = { .values = bias_values, .bytes = 4 };

static void fill(void)
{
    for (int32_t i = 0; i < MOST_INPUT; i++) {
        in[i] = (int8_t)next();
    }
    for (int32_t i = 0; i < MOST_WEIGHTS; i++) {
        weights[i] = (int8_t)next();
    }
    for (int32_t c = 0; c < MOST_CHANNELS; c++) {
        multiplier[c] = (int32_t)(0x40000000u + next() / 4);
        shift[c] = -8 - (int32_t)(next() % 4);
        bias_values[c] = (int32_t)(next() % 20001) - 10000;
    }
}

static bool equal(int32_t count)
{
    return memcmp(out, expected, (size_t)count) == 0;
}

typedef struct sliding {
    hil_conv_params_t params;
    hil_dims_t in, out;
} sliding_t;

#define SLIDING(name, is_depthwise, call)                                                                              \
    static void name##_run(void)                                                                                        \
    {                                                                                                                   \
        call(&name.params, &scales, &name.in, in, weights, &bias, &name.out, out);                                      \
    }                                                                                                                   \
    static bool name##_is_right(void)                                                                                   \
    {                                                                                                                   \
        naive_convolve_s8(&name.params, &scales, &name.in, in, weights, &bias, &name.out, expected, is_depthwise);      \
        return equal(name.out.h * name.out.w * name.out.c);                                                             \
    }

static const sliding_t conv3x3 = {
    { 128, -128, -128, 127, 1, 1, 1, 1, 1, 1, 3, 3, 0, 16 }, { 1, 32, 32, 16 }, { 1, 32, 32, 16 },
};
static const sliding_t conv10x4 = {
    { -83, -128, -128, 127, 2, 2, 4, 1, 1, 1, 10, 4, 0, 1 }, { 1, 49, 10, 1 }, { 1, 25, 5, 64 },
};
static const sliding_t depthwise3x3 = {
    { 128, -128, -128, 127, 1, 1, 1, 1, 1, 1, 3, 3, 1, 0 }, { 1, 25, 5, 64 }, { 1, 25, 5, 64 },
};
static const sliding_t conv1x1 = {
    { 128, -128, -128, 127, 1, 1, 0, 0, 1, 1, 1, 1, 0, 64 }, { 1, 25, 5, 64 }, { 1, 25, 5, 64 },
};
SLIDING(conv3x3, false, hil_convolve_s8)
SLIDING(conv10x4, false, hil_convolve_s8)
SLIDING(depthwise3x3, true, hil_depthwise_conv_s8)
SLIDING(conv1x1, false, hil_convolve_s8)

static const hil_fc_params_t connected = { 128, 0, -128, -128, 127, 1, 640, 128 };

static void connected_run(void)
{
    hil_fully_connected_s8(&connected, &scales, in, weights, &bias, out);
}

static bool connected_is_right(void)
{
    naive_fully_connected_s8(&connected, &scales, in, weights, &bias, expected);
    return equal(connected.outputs);
}

static const hil_softmax_params_t softmax = { 1, 12, 1 << 30, 23, -248 };

static void softmax_run(void)
{
    hil_softmax_s8(&softmax, in, out);
}

static bool softmax_is_right(void)
{
    naive_softmax_s8(&softmax, in, expected);
    return equal(softmax.row_size);
}

static const hil_pool_params_t pool = { -128, 127, 1, 1, 0, 0, 25, 5 };
static const hil_dims_t pool_in = { 1, 25, 5, 64 }, pool_out = { 1, 1, 1, 64 };

static void pool_run(void)
{
    hil_avgpool_s8(&pool, &pool_in, in, &pool_out, out);
}

static bool pool_is_right(void)
{
    naive_avgpool_s8(&pool, &pool_in, in, &pool_out, expected);
    return equal(pool_out.c);
}

// As TFLite scales ResNet-8's first sum: the larger input by 1/2.
static const hil_add_params_t sum = { 128, 5, 20, 1 << 30, 0, 1717986918, -1, -128, 1975684956, -19, -128, 127 };

static void sum_run(void)
{
    hil_elementwise_add_s8(&sum, false, in, weights, out, MOST_OUTPUT);
}

static bool sum_is_right(void)
{
    naive_add_s8(&sum, false, in, weights, expected, MOST_OUTPUT);
    return equal(MOST_OUTPUT);
}

const shape_t shapes[] = {
    { "conv 3x3 16->16, 32x32 pad 1", 2359296, fill, conv3x3_run, conv3x3_is_right },
    { "conv 10x4 s2, 1->64 on 49x10", 320000, fill, conv10x4_run, conv10x4_is_right },
    { "depthwise 3x3 64ch on 25x5", 72000, fill, depthwise3x3_run, depthwise3x3_is_right },
    { "conv 1x1 64->64 on 25x5", 512000, fill, conv1x1_run, conv1x1_is_right },
    { "fully connected 640->128", 81920, fill, connected_run, connected_is_right },
    { "softmax 12", 0, fill, softmax_run, softmax_is_right },
    { "average pool 25x5x64", 0, fill, pool_run, pool_is_right },
    { "add 32x32x16", 0, fill, sum_run, sum_is_right },
};
const int32_t shape_count = sizeof shapes / sizeof shapes[0];
