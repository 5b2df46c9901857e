// int8 kernels.
#include "hil_kernels.h"
#include "operator_runs.h"
#include "operator_tensors.h"

void run_convolve_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_convolve_s8(&op->parameters.conv, &op->scales, &call->in0->dims, input0(call), (const int8_t *)op->weights, &op->bias,
                    &call->out->dims, output(call));
}

void run_depthwise_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_depthwise_conv_s8(&op->parameters.conv, &op->scales, &call->in0->dims, input0(call), (const int8_t *)op->weights, &op->bias,
                          &call->out->dims, output(call));
}

void run_transpose_conv_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_transpose_conv_s8(&op->parameters.conv, &op->scales, &call->in0->dims, input0(call), (const int8_t *)op->weights, &op->bias,
                          &call->out->dims, output(call));
}

void run_fully_connected_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_fully_connected_s8(&op->parameters.fc, &op->scales, input0(call), (const int8_t *)op->weights, &op->bias, output(call));
}

void run_avgpool_s8(const operator_call_t *call)
{
    hil_avgpool_s8(&call->op->parameters.pool, &call->in0->dims, input0(call), &call->out->dims, output(call));
}

void run_add_s8(const operator_call_t *call)
{
    hil_elementwise_add_s8(&call->op->parameters.add, call->op->scales.single_rounding, input0(call), input1(call), output(call), call->out->bytes);
}

void run_softmax_s8(const operator_call_t *call)
{
    hil_softmax_s8(&call->op->parameters.softmax, input0(call), output(call));
}

void run_svdf_s8(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    const hil_svdf_params_t *p = &op->parameters.svdf;
    const int8_t *feature = (const int8_t *)op->weights;
    const uint8_t *time = op->weights + image_aligned((uint32_t)(p->features * p->input_size));
    if (call->in1->type == TYPE_INT8) {
        hil_svdf_s8(p, &op->scales, input0(call), input1(call), feature, (const int8_t *)time, &op->bias, output(call));
    } else {
        hil_svdf_state_s16_s8(p, &op->scales, input0(call), input1(call), feature, (const int16_t *)(const void *)time, &op->bias, output(call));
    }
}
