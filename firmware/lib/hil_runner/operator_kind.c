#include "operator_kind.h"

#include "hil_kernels.h"

static const int8_t *input_s8(const operator_call_t *call)
{
    return (const int8_t *)(call->arena + call->in0->offset);
}

static int8_t *output_s8(const operator_call_t *call)
{
    return (int8_t *)(call->arena + call->out->offset);
}

// Tensors and sections begin at multiples of 16, so every cast below is aligned.
static const float *input_f32(const operator_call_t *call)
{
    return (const float *)(const void *)(call->arena + call->in0->offset);
}

static float *output_f32(const operator_call_t *call)
{
    return (float *)(void *)(call->arena + call->out->offset);
}

static const float *weights_f32(const operator_call_t *call)
{
    return (const float *)(const void *)call->op->weights;
}

// NULL when there is none.
static const float *bias_f32(const operator_call_t *call)
{
    return (const float *)(const void *)call->op->stored_bias;
}

static void convolve_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_convolve_s8(&op->parameters.conv, &op->scales, &call->in0->dims, input_s8(call), (const int8_t *)op->weights, &op->bias,
                    &call->out->dims, output_s8(call));
}

static void convolve_f32(const operator_call_t *call)
{
    hil_convolve_f32(&call->op->parameters.conv, &call->in0->dims, input_f32(call), weights_f32(call), bias_f32(call),
                     &call->out->dims, output_f32(call));
}

static void depthwise_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_depthwise_conv_s8(&op->parameters.conv, &op->scales, &call->in0->dims, input_s8(call), (const int8_t *)op->weights, &op->bias,
                          &call->out->dims, output_s8(call));
}

static void depthwise_f32(const operator_call_t *call)
{
    hil_depthwise_conv_f32(&call->op->parameters.conv, &call->in0->dims, input_f32(call), weights_f32(call), bias_f32(call),
                           &call->out->dims, output_f32(call));
}

static void fully_connected_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_fully_connected_s8(&op->parameters.fc, &op->scales, input_s8(call), (const int8_t *)op->weights, &op->bias, output_s8(call));
}

static void fully_connected_f32(const operator_call_t *call)
{
    hil_fully_connected_f32(&call->op->parameters.fc, input_f32(call), weights_f32(call), bias_f32(call), output_f32(call));
}

static void avgpool_s8(const operator_call_t *call)
{
    hil_avgpool_s8(&call->op->parameters.pool, &call->in0->dims, input_s8(call), &call->out->dims, output_s8(call));
}

static void avgpool_f32(const operator_call_t *call)
{
    hil_avgpool_f32(&call->op->parameters.pool, &call->in0->dims, input_f32(call), &call->out->dims, output_f32(call));
}

static void add_s8(const operator_call_t *call)
{
    const int8_t *second = (const int8_t *)(call->arena + call->in1->offset);
    hil_elementwise_add_s8(&call->op->parameters.add, call->op->scales.single_rounding, input_s8(call), second, output_s8(call), call->out->bytes);
}

static void add_f32(const operator_call_t *call)
{
    const float *second = (const float *)(const void *)(call->arena + call->in1->offset);
    hil_elementwise_add_f32(&call->op->parameters.add, input_f32(call), second, output_f32(call), call->out->bytes / 4);
}

static void softmax_s8(const operator_call_t *call)
{
    hil_softmax_s8(&call->op->parameters.softmax, input_s8(call), output_s8(call));
}

static void softmax_f32(const operator_call_t *call)
{
    hil_softmax_f32(&call->op->parameters.softmax, input_f32(call), output_f32(call));
}

static void reshape(const operator_call_t *call)
{
    hil_reshape(call->arena + call->in0->offset, call->arena + call->out->offset, call->out->bytes);
}

static const hil_operator_kind_t kinds[] = {
    { OP_ADD, 12, true, false, check_add, add_s8, add_f32 },
    { OP_AVERAGE_POOL_2D, 8, false, false, check_avgpool, avgpool_s8, avgpool_f32 },
    { OP_CONV_2D, 14, false, true, check_convolve, convolve_s8, convolve_f32 },
    { OP_DEPTHWISE_CONV_2D, 14, false, true, check_depthwise_conv, depthwise_s8, depthwise_f32 },
    { OP_FULLY_CONNECTED, 8, false, true, check_fully_connected, fully_connected_s8, fully_connected_f32 },
    { OP_RESHAPE, 0, false, false, check_reshape, reshape, reshape },
    { OP_SOFTMAX, 5, false, false, check_softmax, softmax_s8, softmax_f32 },
};

const hil_operator_kind_t *operator_kind_find(uint16_t code)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].code == code) {
            return &kinds[i];
        }
    }
    return NULL;
}

operator_call_t operator_call_of(hil_image_model_t *model, const hil_image_operator_t *op)
{
    return (operator_call_t){
        .op = op,
        .in0 = &model->tensors[op->input0],
        .in1 = op->input1 == NO_TENSOR ? NULL : &model->tensors[op->input1],
        .out = &model->tensors[op->output],
        .arena = model->arena.bytes,
    };
}
