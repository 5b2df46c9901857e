// int16 layers with int8 weights, operators with a memory, and those that pick.
#include <string.h>

#include "hil_kernels.h"
#include "naive.h"
#include "next.h"
#include "shapes.h"

enum { MOST_VALUES = 8192, MOST_WEIGHTS = 81920, MOST_CHANNELS = 128 };

static int16_t in[MOST_VALUES], out[MOST_VALUES], expected[MOST_VALUES];
static int8_t weights[MOST_WEIGHTS];
static int32_t multiplier[MOST_CHANNELS], shift[MOST_CHANNELS], narrow_biases[MOST_CHANNELS];
static int64_t biases[MOST_CHANNELS];
static const hil_scales_t scales = { multiplier, shift, 1, false };
static const hil_bias_t bias = { .values = biases, .bytes = 8 }, narrow_bias = { .values = narrow_biases, .bytes = 4 };

static void fill(void)
{
    for (int32_t i = 0; i < MOST_VALUES; i++) {
        in[i] = (int16_t)next();
    }
    for (int32_t i = 0; i < MOST_WEIGHTS; i++) {
        weights[i] = (int8_t)next();
    }
    for (int32_t c = 0; c < MOST_CHANNELS; c++) {
        multiplier[c] = (int32_t)(0x40000000u + next() / 4);
        shift[c] = -10 - (int32_t)(next() % 4);
        narrow_biases[c] = (int32_t)(next() % 20001) - 10000;
        biases[c] = (int64_t)narrow_biases[c] * 100;
    }
}

static bool equal(int32_t bytes)
{
    return memcmp(out, expected, (size_t)bytes) == 0;
}

typedef struct sliding {
    hil_conv_params_t params;
    hil_dims_t in, out;
} sliding_t;

#define SLIDING(name, is_depthwise, call)                                                                               \
    static void name##_run(void)                                                                                         \
    {                                                                                                                    \
        call(&name.params, &scales, &name.in, in, weights, &bias, &name.out, out);                                       \
    }                                                                                                                    \
    static bool name##_is_right(void)                                                                                    \
    {                                                                                                                    \
        naive_convolve_s16(&name.params, &scales, &name.in, in, weights, &bias, &name.out, expected, is_depthwise);      \
        return equal(name.out.h * name.out.w * name.out.c * 2);                                                          \
    }

static const sliding_t conv3x3 = { { 0, 0, INT16_MIN, INT16_MAX, 1, 1, 1, 1, 1, 1, 3, 3, 0, 16 }, { 1, 16, 16, 16 }, { 1, 16, 16, 16 } };
static const sliding_t depthwise3x3 = { { 0, 0, INT16_MIN, INT16_MAX, 1, 1, 1, 1, 1, 1, 3, 3, 1, 0 }, { 1, 25, 5, 64 }, { 1, 25, 5, 64 } };
SLIDING(conv3x3, false, hil_convolve_s16)
SLIDING(depthwise3x3, true, hil_depthwise_conv_s16)

static const hil_fc_params_t connected = { 0, 0, 0, INT16_MIN, INT16_MAX, 1, 640, 128 };

static void connected_run(void)
{
    hil_fully_connected_s16(&connected, &scales, in, weights, &bias, out);
}

static bool connected_is_right(void)
{
    naive_fully_connected_s16(&connected, &scales, in, weights, &bias, expected);
    return equal(connected.outputs * 2);
}

static const hil_add_params_t sum = { 0, 0, 15, 1 << 30, 0, 1717986918, -1, 0, 1975684956, -14, INT16_MIN, INT16_MAX };

static void sum_run(void)
{
    hil_elementwise_add_s16(&sum, false, in, in + MOST_VALUES / 2, out, MOST_VALUES / 2);
}

static bool sum_is_right(void)
{
    naive_add_s16(&sum, false, in, in + MOST_VALUES / 2, expected, MOST_VALUES / 2);
    return equal(MOST_VALUES);
}

static const hil_svdf_params_t svdf = { 1, 40, 128, 10, 1, 5, -3, 0, -128, 127, -128, 127 };
enum { STATES = 128 * 10 };
static int8_t states[STATES], expected_states[STATES];

static void svdf_fill(void)
{
    fill();
    memcpy(states, weights, sizeof states);
    memcpy(expected_states, weights, sizeof states);
}

static void svdf_run(void)
{
    hil_svdf_s8(&svdf, &scales, (const int8_t *)in, states, weights, weights + 8192, &narrow_bias, (int8_t *)out);
}

static bool svdf_is_right(void)
{
    naive_svdf(&svdf, &scales, (const int8_t *)in, expected_states, weights, weights + 8192, &narrow_bias, (int8_t *)expected, 1);
    return equal(svdf.features) && memcmp(states, expected_states, sizeof states) == 0;
}

enum { UNITS = 32, STEPS = 8 };
static const hil_lstm_params_t lstm = { 0, 1, STEPS, UNITS, UNITS, 0, -11, 0 };

static hil_lstm_weights_t lstm_weights(int32_t bytes)
{
    hil_lstm_weights_t w;
    for (int32_t part = 0; part < HIL_LSTM_PARTS; part++) {
        w.weights[part] = weights + part * UNITS * UNITS;
        w.biases[part] = bytes == 1 ? (const void *)narrow_biases : biases;
    }
    return w;
}

static void lstm_run(int32_t bytes)
{
    const hil_lstm_weights_t w = lstm_weights(bytes);
    int16_t cells[UNITS];
    hil_lstm(&lstm, &w, &scales, in, NULL, cells, out, bytes);
}

static bool lstm_is_right(int32_t bytes)
{
    const hil_lstm_weights_t w = lstm_weights(bytes);
    int16_t cells[UNITS] = { 0 };
    const int32_t row = UNITS * bytes;
    for (int32_t t = 0; t < STEPS; t++) {
        uint8_t *to = (uint8_t *)expected + t * row;
        naive_lstm_step(&lstm, &w, &scales, (const uint8_t *)in + t * row, t == 0 ? NULL : to - row, cells, to, bytes);
    }
    return equal(STEPS * row);
}

static void lstm_s8_run(void)
{
    lstm_run(1);
}

static bool lstm_s8_is_right(void)
{
    return lstm_is_right(1);
}

static void lstm_s16_run(void)
{
    lstm_run(2);
}

static bool lstm_s16_is_right(void)
{
    return lstm_is_right(2);
}

static const sliding_t spread3x3 = { { 128, -5, -128, 127, 2, 2, 0, 0, 1, 1, 3, 3, 0, 16 }, { 1, 8, 8, 16 }, { 1, 16, 16, 16 } };
static int64_t spread_sums[16 * 16 * 16];

static void spread3x3_run(void)
{
    hil_transpose_conv_s8(&spread3x3.params, &scales, &spread3x3.in, (const int8_t *)in, weights, &narrow_bias, &spread3x3.out, (int8_t *)out);
}

static bool spread3x3_is_right(void)
{
    naive_transpose_conv_s8(&spread3x3.params, &scales, &spread3x3.in, (const int8_t *)in, weights, &narrow_bias, &spread3x3.out, (int8_t *)expected,
                            spread_sums);
    return equal(16 * 16 * 16);
}

static const hil_pool_params_t pool = { -128, 127, 2, 2, 0, 0, 2, 2 };
static const hil_dims_t pool_in = { 1, 16, 16, 16 }, pool_out = { 1, 8, 8, 16 };

static void pool_run(void)
{
    hil_max_pool(&pool, &pool_in, in, &pool_out, out, 1);
}

static bool pool_is_right(void)
{
    naive_max_pool(&pool, &pool_in, in, &pool_out, expected, 1);
    return equal(8 * 8 * 16);
}

static void maximum_run(void)
{
    hil_extremum(true, &pool_in, in, &pool_in, weights, &pool_in, out, 1);
}

static bool maximum_is_right(void)
{
    naive_extremum(true, &pool_in, in, &pool_in, weights, &pool_in, expected, 1);
    return equal(16 * 16 * 16);
}

const shape_t shapes_wide[] = {
    { "int16x8 conv 3x3 16->16, 16x16 pad 1", 589824, fill, conv3x3_run, conv3x3_is_right },
    { "int16x8 depthwise 3x3 64ch on 25x5", 72000, fill, depthwise3x3_run, depthwise3x3_is_right },
    { "int16x8 fully connected 640->128", 81920, fill, connected_run, connected_is_right },
    { "int16 add 16x16x16", 0, fill, sum_run, sum_is_right },
    { "svdf 40->128, memory 10", 6400, svdf_fill, svdf_run, svdf_is_right },
    { "lstm 32->32, 8 steps", 61440, fill, lstm_s8_run, lstm_s8_is_right },
    { "int16x8 lstm 32->32, 8 steps", 61440, fill, lstm_s16_run, lstm_s16_is_right },
    { "transposed conv 3x3 s2 16->16, 8x8", 147456, fill, spread3x3_run, spread3x3_is_right },
    { "max pool 2x2 s2, 16x16x16", 0, fill, pool_run, pool_is_right },
    { "maximum 16x16x16", 0, fill, maximum_run, maximum_is_right },
};
const int32_t shape_wide_count = sizeof shapes_wide / sizeof shapes_wide[0];
