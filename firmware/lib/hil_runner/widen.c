#include "widen.h"

#include "hil_bytes.h"
#include "operator_kind.h"

static int32_t saturate(int64_t value)
{
    if (value > INT32_MAX) {
        return INT32_MAX;
    }
    return value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

int32_t widen_shift(int32_t q, int32_t shift)
{
    // From 32 on every q but 0 saturates, so the shift need not go further.
    const int32_t bounded = shift > 32 ? 32 : shift;
    return saturate((int64_t)q * ((int64_t)1 << bounded));
}

int32_t widen_multiplier(int32_t q, int32_t multiplier, int32_t shift)
{
    const int64_t product = (int64_t)q * multiplier;
    const int64_t exponent = (int64_t)shift - 31;
    if (product == 0 || exponent < -62) {
        return 0;
    }
    if (exponent > 0) {
        return product > 0 ? INT32_MAX : INT32_MIN;
    }
    if (exponent == 0) {
        return saturate(product);
    }
    const int64_t half = (int64_t)1 << (-exponent - 1);
    const int64_t magnitude = ((product < 0 ? -product : product) + half) >> -exponent;
    return saturate(product < 0 ? -magnitude : magnitude);
}

int32_t stored_bias(const hil_image_operator_t *op, uint32_t channel)
{
    switch (op->bias_type) {
    case BIAS_INT8:
        return (int8_t)op->stored_bias[channel];
    case BIAS_INT16:
        return (int16_t)hil_load_u16(op->stored_bias + 2 * channel);
    case BIAS_INT32:
        return (int32_t)hil_load_u32(op->stored_bias + 4 * channel);
    default:
        return 0;
    }
}

int32_t widened_bias(const hil_image_operator_t *op, uint32_t channel)
{
    const int32_t q = stored_bias(op, channel);
    const uint8_t *data = op->widening_data;
    switch (op->widening) {
    case WIDEN_SHIFT:
        return widen_shift(q, (int8_t)data[0]);
    case WIDEN_SHIFTS:
        return widen_shift(q, (int8_t)data[channel]);
    case WIDEN_MULTIPLIER:
        return widen_multiplier(q, (int32_t)hil_load_u32(data), (int32_t)hil_load_u32(data + 4));
    case WIDEN_MULTIPLIERS:
        return widen_multiplier(q, (int32_t)hil_load_u32(data + 4 * channel), (int8_t)data[4 * (uint32_t)op->channels + channel]);
    default:
        return q;
    }
}

// Kernels shift narrow biases themselves, once per run of a layer; what takes a multiplier is widened here, once per image.
static bool needs_bias_ram(const hil_image_operator_t *op)
{
    return op->widening == WIDEN_MULTIPLIER || op->widening == WIDEN_MULTIPLIERS;
}

hil_result_t image_widen_biases(hil_image_model_t *model)
{
    uint64_t needed = 0;
    for (uint32_t i = 0; i < model->info.operators; i++) {
        const hil_image_operator_t *op = &model->operators[i];
        needed += needs_bias_ram(op) ? 4u * (uint64_t)op->channels : 0;
    }
    if (needed != model->info.bias_ram_bytes) {
        return hil_error(HIL_IMAGE_BOUNDS, DETAIL_HEADER | 60);
    }
    int32_t *next = (int32_t *)(void *)model->bias_ram.bytes;
    for (uint32_t i = 0; i < model->info.operators; i++) {
        hil_image_operator_t *op = &model->operators[i];
        if (!needs_bias_ram(op)) {
            continue;
        }
        for (uint32_t c = 0; c < op->channels; c++) {
            next[c] = widened_bias(op, c);
        }
        op->bias = (hil_bias_t){ .values = next, .bytes = 4 };
        next += op->channels;
    }
    return hil_ok();
}
