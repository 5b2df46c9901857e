// The float32 kernels on the same shapes, where a board has memory for them: 16 MB at FLOATS_AT.
#include <string.h>

#include "hil_kernels.h"
#include "naive.h"
#include "shapes.h"

extern float FLOATS_AT[];

enum { PART = 0x40000 };   // floats

static float *const in = FLOATS_AT, *const weights = FLOATS_AT + PART, *const bias = FLOATS_AT + 2 * PART;
static float *const out = FLOATS_AT + 3 * PART, *const expected = FLOATS_AT + 3 * PART + PART / 2;

static void fill(void)
{
    uint32_t state = 2463534242u;
    for (int32_t i = 0; i < 3 * PART; i++) {
        state = state * 1664525u + 1013904223u;
        in[i] = (float)(int32_t)(state >> 16) / 32768.0f - 1.0f;
    }
}

static bool equal(int32_t count)
{
    return memcmp(out, expected, (size_t)count * sizeof *out) == 0;
}

// An activation range of -8 to 8.
enum { LOW = (int32_t)0xC1000000, HIGH = 0x41000000 };

typedef struct sliding {
    hil_conv_params_t params;
    hil_dims_t in, out;
} sliding_t;

#define SLIDING(name, is_depthwise, call)                                                                       \
    static void name##_run(void)                                                                                 \
    {                                                                                                            \
        call(&name.params, &name.in, in, weights, bias, &name.out, out);                                         \
    }                                                                                                            \
    static bool name##_is_right(void)                                                                            \
    {                                                                                                            \
        naive_convolve_f32(&name.params, &name.in, in, weights, bias, &name.out, expected, is_depthwise);        \
        return equal(name.out.h * name.out.w * name.out.c);                                                      \
    }

static const sliding_t conv3x3 = { { 0, 0, LOW, HIGH, 1, 1, 1, 1, 1, 1, 3, 3, 0, 16 }, { 1, 32, 32, 16 }, { 1, 32, 32, 16 } };
static const sliding_t conv10x4 = { { 0, 0, LOW, HIGH, 2, 2, 4, 1, 1, 1, 10, 4, 0, 1 }, { 1, 49, 10, 1 }, { 1, 25, 5, 64 } };
static const sliding_t depthwise3x3 = { { 0, 0, LOW, HIGH, 1, 1, 1, 1, 1, 1, 3, 3, 1, 0 }, { 1, 25, 5, 64 }, { 1, 25, 5, 64 } };
static const sliding_t conv1x1 = { { 0, 0, LOW, HIGH, 1, 1, 0, 0, 1, 1, 1, 1, 0, 64 }, { 1, 25, 5, 64 }, { 1, 25, 5, 64 } };
// A fully connected layer is a 1x1 convolution of one pixel.
static const sliding_t connected = { { 0, 0, LOW, HIGH, 1, 1, 0, 0, 1, 1, 1, 1, 0, 640 }, { 1, 1, 1, 640 }, { 1, 1, 1, 128 } };
SLIDING(conv3x3, false, hil_convolve_f32)
SLIDING(conv10x4, false, hil_convolve_f32)
SLIDING(depthwise3x3, true, hil_depthwise_conv_f32)
SLIDING(conv1x1, false, hil_convolve_f32)

static void connected_run(void)
{
    const hil_fc_params_t p = { 0, 0, 0, LOW, HIGH, 1, 640, 128 };
    hil_fully_connected_f32(&p, in, weights, bias, out);
}

static bool connected_is_right(void)
{
    naive_convolve_f32(&connected.params, &connected.in, in, weights, bias, &connected.out, expected, false);
    return equal(connected.out.c);
}

const shape_t shapes_f32[] = {
    { "float32 conv 3x3", 2359296, fill, conv3x3_run, conv3x3_is_right },
    { "float32 conv 10x4", 320000, fill, conv10x4_run, conv10x4_is_right },
    { "float32 depthwise 3x3", 72000, fill, depthwise3x3_run, depthwise3x3_is_right },
    { "float32 conv 1x1", 512000, fill, conv1x1_run, conv1x1_is_right },
    { "float32 fully connected", 81920, fill, connected_run, connected_is_right },
};
const int32_t shape_f32_count = sizeof shapes_f32 / sizeof shapes_f32[0];
