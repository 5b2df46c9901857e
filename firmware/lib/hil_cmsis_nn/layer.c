#include "arm.h"

uint8_t cmsis_nn_scratch[HIL_CMSIS_NN_SCRATCH_BYTES] __attribute__((aligned(16)));

static bool needs_widening(const hil_image_operator_t *op)
{
    return op->bias.values != NULL && op->bias.bytes < 4;
}

static bool needs_spreading(const hil_image_operator_t *op, bool spread)
{
    return spread && op->scales.step == 0 && op->channels > 1;
}

int32_t arm_layer_scratch(const operator_call_t *call, bool spread, int32_t library_bytes)
{
    const hil_image_operator_t *op = call->op;
    const int32_t of_channels = (int32_t)image_aligned(4u * op->channels);
    if (library_bytes < 0) {
        return NOT_SERVED;
    }
    return library_bytes + (needs_widening(op) ? of_channels : 0) + (needs_spreading(op, spread) ? 2 * of_channels : 0);
}

static void spread_scale(const hil_image_operator_t *op, int32_t *multipliers, int32_t *shifts)
{
    for (uint32_t c = 0; c < op->channels; c++) {
        multipliers[c] = op->scales.multiplier[0];
        shifts[c] = op->scales.shift[0];
    }
}

arm_layer_t arm_layer_of(const operator_call_t *call, bool spread)
{
    const hil_image_operator_t *op = call->op;
    const uint32_t of_channels = image_aligned(4u * op->channels);
    uint8_t *at = cmsis_nn_scratch;
    arm_layer_t layer = { .bias = op->bias.values, .scales = { (int32_t *)op->scales.multiplier, (int32_t *)op->scales.shift } };
    if (needs_widening(op)) {
        int32_t *bias = (int32_t *)(void *)at;
        for (uint32_t c = 0; c < op->channels; c++) {
            bias[c] = widened_bias(op, c);
        }
        layer.bias = bias;
        at += of_channels;
    }
    if (needs_spreading(op, spread)) {
        layer.scales = (cmsis_nn_per_channel_quant_params){ (int32_t *)(void *)at, (int32_t *)(void *)(at + of_channels) };
        spread_scale(op, layer.scales.multiplier, layer.scales.shift);
        at += 2 * of_channels;
    }
    layer.rest = (cmsis_nn_context){ at, (int32_t)(cmsis_nn_scratch + sizeof cmsis_nn_scratch - at) };
    return layer;
}
