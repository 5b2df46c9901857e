// float32 kernels.
#include "hil_kernels.h"
#include "operator_runs.h"
#include "operator_tensors.h"

static const float *weights(const operator_call_t *call)
{
    return (const float *)(const void *)call->op->weights;
}

// NULL when there is none.
static const float *bias(const operator_call_t *call)
{
    return (const float *)(const void *)call->op->stored_bias;
}

void run_convolve_f32(const operator_call_t *call)
{
    hil_convolve_f32(&call->op->parameters.conv, &call->in0->dims, input0(call), weights(call), bias(call), &call->out->dims, output(call));
}

void run_depthwise_f32(const operator_call_t *call)
{
    hil_depthwise_conv_f32(&call->op->parameters.conv, &call->in0->dims, input0(call), weights(call), bias(call), &call->out->dims, output(call));
}

void run_fully_connected_f32(const operator_call_t *call)
{
    hil_fully_connected_f32(&call->op->parameters.fc, input0(call), weights(call), bias(call), output(call));
}

void run_avgpool_f32(const operator_call_t *call)
{
    hil_avgpool_f32(&call->op->parameters.pool, &call->in0->dims, input0(call), &call->out->dims, output(call));
}

void run_add_f32(const operator_call_t *call)
{
    hil_elementwise_add_f32(&call->op->parameters.add, input0(call), input1(call), output(call), call->out->bytes / 4);
}

void run_softmax_f32(const operator_call_t *call)
{
    hil_softmax_f32(&call->op->parameters.softmax, input0(call), output(call));
}
