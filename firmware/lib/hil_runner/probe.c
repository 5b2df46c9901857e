// Deliberately the plainest form of each sum, sharing nothing with the kernels: a probe that agrees with a kernel confirms it.
#include "hil_requantize.h"
#include "operator_kind.h"

typedef struct position {
    int32_t n, y, x, c;
} position_t;

static position_t position_of(const hil_dims_t *dims, uint32_t element)
{
    const uint32_t c = element % (uint32_t)dims->c;
    const uint32_t x = element / (uint32_t)dims->c % (uint32_t)dims->w;
    const uint32_t y = element / (uint32_t)dims->c / (uint32_t)dims->w % (uint32_t)dims->h;
    const uint32_t n = element / (uint32_t)dims->c / (uint32_t)dims->w / (uint32_t)dims->h;
    return (position_t){ (int32_t)n, (int32_t)y, (int32_t)x, (int32_t)c };
}

// (input + offset) at a coordinate, 0 outside the image.
static uint32_t input_at(const operator_call_t *call, int32_t n, int32_t y, int32_t x, int32_t c)
{
    const hil_dims_t *d = &call->in0->dims;
    if (y < 0 || x < 0 || y >= d->h || x >= d->w) {
        return 0;
    }
    const int8_t *in = (const int8_t *)(call->arena + call->in0->offset);
    return (uint32_t)in[((n * d->h + y) * d->w + x) * d->c + c] + (uint32_t)call->op->parameters.conv.input_offset;
}

static uint32_t sum_sliding(const operator_call_t *call, position_t at)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    const int8_t *weights = (const int8_t *)call->op->weights;
    const int32_t outputs = call->out->dims.c;
    const bool depthwise = call->op->kind->code == OP_DEPTHWISE_CONV_2D;
    const int32_t depth = depthwise ? 1 : p->filter_channels;
    const int32_t first_channel = depthwise ? at.c / p->depth_multiplier : at.c / (outputs / (call->in0->dims.c / depth)) * depth;
    uint32_t sum = 0;
    for (int32_t ky = 0; ky < p->kernel_h; ky++) {
        const int32_t y = at.y * p->stride_h - p->pad_h + ky * p->dilation_h;
        for (int32_t kx = 0; kx < p->kernel_w; kx++) {
            const int32_t x = at.x * p->stride_w - p->pad_w + kx * p->dilation_w;
            const int32_t tap = ky * p->kernel_w + kx;
            for (int32_t c = 0; c < depth; c++) {
                const int32_t weight = depthwise ? tap * outputs + at.c : (at.c * p->kernel_h * p->kernel_w + tap) * depth + c;
                sum += hil_product(input_at(call, at.n, y, x, first_channel + c), weights[weight]);
            }
        }
    }
    return sum;
}

static uint32_t sum_row(const operator_call_t *call, int32_t batch, int32_t output)
{
    const hil_fc_params_t *p = &call->op->parameters.fc;
    const int8_t *in = (const int8_t *)(call->arena + call->in0->offset) + batch * p->depth;
    const int8_t *row = (const int8_t *)call->op->weights + output * p->depth;
    uint32_t sum = 0;
    for (int32_t i = 0; i < p->depth; i++) {
        sum += ((uint32_t)in[i] + (uint32_t)p->input_offset) * ((uint32_t)row[i] + (uint32_t)p->filter_offset);
    }
    return sum;
}

void probe_element(const operator_call_t *call, uint32_t element, hil_probe_t *probe)
{
    const hil_image_operator_t *op = call->op;
    const bool sliding = op->kind->code != OP_FULLY_CONNECTED;
    const position_t at = position_of(&call->out->dims, element);
    const hil_fc_params_t *fc = &op->parameters.fc;
    const hil_conv_params_t *conv = &op->parameters.conv;
    const uint32_t channel = sliding ? (uint32_t)at.c : element % (uint32_t)fc->outputs;
    const uint32_t sum = sliding ? sum_sliding(call, at) : sum_row(call, (int32_t)(element / (uint32_t)fc->outputs), (int32_t)channel);
    const uint32_t scale = channel * (uint32_t)op->scales.step;
    const int32_t widened = widened_bias(op, channel);
    *probe = (hil_probe_t){
        .bias_stored = stored_bias(op, channel),
        .bias_widened = widened,
        .accumulator = (int32_t)(sum + (uint32_t)widened),
        .multiplier = op->scales.multiplier[scale],
        .shift = op->scales.shift[scale],
    };
    probe->requantized = hil_requantize(probe->accumulator, probe->multiplier, probe->shift, op->scales.single_rounding);
    probe->output = sliding ? hil_offset_and_clamp(probe->requantized, conv->output_offset, conv->act_min, conv->act_max)
                            : hil_offset_and_clamp(probe->requantized, fc->output_offset, fc->act_min, fc->act_max);
}
