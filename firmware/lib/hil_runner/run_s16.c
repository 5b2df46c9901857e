// int16 kernels, and those that take elements of several sizes.
#include "hil_kernels.h"
#include "operator_runs.h"
#include "operator_tensors.h"

void run_convolve_s16(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_convolve_s16(&op->parameters.conv, &op->scales, &call->in0->dims, input0(call), (const int8_t *)op->weights, &op->bias,
                     &call->out->dims, output(call));
}

void run_depthwise_s16(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_depthwise_conv_s16(&op->parameters.conv, &op->scales, &call->in0->dims, input0(call), (const int8_t *)op->weights, &op->bias,
                           &call->out->dims, output(call));
}

void run_transpose_conv_s16(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_transpose_conv_s16(&op->parameters.conv, &op->scales, &call->in0->dims, input0(call), (const int8_t *)op->weights, &op->bias,
                           &call->out->dims, output(call));
}

void run_fully_connected_s16(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    hil_fully_connected_s16(&op->parameters.fc, &op->scales, input0(call), (const int8_t *)op->weights, &op->bias, output(call));
}

void run_avgpool_s16(const operator_call_t *call)
{
    hil_avgpool_s16(&call->op->parameters.pool, &call->in0->dims, input0(call), &call->out->dims, output(call));
}

void run_add_s16(const operator_call_t *call)
{
    hil_elementwise_add_s16(&call->op->parameters.add, call->op->scales.single_rounding, input0(call), input1(call), output(call), call->out->bytes / 2);
}

void run_softmax_s16(const operator_call_t *call)
{
    const int16_t *tables = (const int16_t *)(const void *)call->op->weights;
    hil_softmax_s16(&call->op->parameters.softmax, call->op->scales.single_rounding, tables, input0(call), output(call));
}

void run_max_pool(const operator_call_t *call)
{
    hil_max_pool(&call->op->parameters.pool, &call->in0->dims, input0(call), &call->out->dims, output(call), bytes_of(call));
}

void run_extremum(const operator_call_t *call)
{
    hil_extremum(call->op->kind->code == OP_MAXIMUM, &call->in0->dims, input0(call), &call->in1->dims, input1(call), &call->out->dims, output(call),
                 bytes_of(call));
}

void run_transpose(const operator_call_t *call)
{
    hil_transpose(&call->op->parameters.transpose, &call->in0->dims, input0(call), &call->out->dims, output(call), bytes_of(call));
}

void run_reshape(const operator_call_t *call)
{
    hil_reshape(input0(call), output(call), call->out->bytes);
}

void run_lstm(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    const hil_lstm_weights_t weights = lstm_weights_of(op);
    void *hidden = call->in1 == NULL ? NULL : input1(call);
    hil_lstm(&op->parameters.lstm, &weights, &op->scales, input0(call), hidden, tensor_of(call, call->in2), output(call), bytes_of(call));
}
