#include "tiny_network.h"

// Only to show a rounding family being recognised: make … SINGLE=1.
#ifndef TINY_SINGLE_ROUNDING
#define TINY_SINGLE_ROUNDING 0
#endif

typedef struct dense {
    const int8_t *weights;   // [outputs][inputs]
    const int32_t *bias;
    int32_t inputs, outputs, input_zero, output_zero, multiplier, right_shift, lowest;
} dense_t;

static const int8_t weights_0[TINY_HIDDEN * TINY_INPUTS] = {
    31, 23, -82, 69, 81, -70, -16, -7,
    73, -33, 71, 70, -15, -64, 14, -2,
    -27, 49, -58, 47, 77, 55, 13, 10,
    87, 4, 5, -38, 36, -71, 56, -30,
    -63, 0, 64, 11, -25, 44, 3, -24,
    -81, 16, -15, -83, -45, 27, -4, -44,
};
static const int32_t bias_0[TINY_HIDDEN] = { -628, -623, -467, 375, -200, 723 };
static const int8_t weights_1[TINY_OUTPUTS * TINY_HIDDEN] = {
    28, 68, -4, 13, 64, 56,
    25, 20, -67, 21, 44, -90,
    36, -56, 62, 75, 63, -80,
};
static const int32_t bias_1[TINY_OUTPUTS] = { 190, -489, 210 };

// Scales 0.02 * 0.01 / 0.06 and 0.06 * 0.008 / 0.05 as multiplier * 2^-(31 + right_shift). The first layer's lowest code is its zero point: RELU.
static const dense_t layers[TINY_LAYERS] = {
    { weights_0, bias_0, TINY_INPUTS, TINY_HIDDEN, -3, -128, 1832519339, 8, -128 },
    { weights_1, bias_1, TINY_HIDDEN, TINY_OUTPUTS, -128, 5, 1319413967, 6, -128 },
};

// round(round(sum * multiplier / 2^31) / 2^shift), the second with halves away from zero; or both in one.
static int32_t scaled(int32_t sum, int32_t multiplier, int32_t right_shift)
{
    const int64_t product = (int64_t)sum * multiplier;
    if (TINY_SINGLE_ROUNDING) {
        return (int32_t)((product + ((int64_t)1 << (30 + right_shift))) >> (31 + right_shift));
    }
    const int32_t high = (int32_t)((product + (1 << 30)) >> 31);
    const int32_t half = 1 << (right_shift - 1);
    return high < 0 ? -((-high + half) >> right_shift) : (high + half) >> right_shift;
}

static void dense(const dense_t *layer, const int8_t *in, int8_t *out)
{
    for (int32_t o = 0; o < layer->outputs; o++) {
        int32_t sum = layer->bias[o];
        for (int32_t i = 0; i < layer->inputs; i++) {
            sum += (in[i] - layer->input_zero) * layer->weights[o * layer->inputs + i];
        }
        const int32_t code = scaled(sum, layer->multiplier, layer->right_shift) + layer->output_zero;
        const int32_t raised = code < layer->lowest ? layer->lowest : code;
        out[o] = (int8_t)(raised > INT8_MAX ? INT8_MAX : raised);
    }
}

void tiny_layer(tiny_arena_t *arena, int layer)
{
    dense(&layers[layer], layer == 0 ? arena->input : arena->hidden, layer == 0 ? arena->hidden : arena->output);
}
