// FULLY_CONNECTED on int8 and int16, SVDF with an int16 state.
#include "arm.h"

typedef struct shapes {
    cmsis_nn_dims in, filter, out, bias;
} shapes_t;

static shapes_t shapes_of(const operator_call_t *call)
{
    const hil_fc_params_t *p = &call->op->parameters.fc;
    return (shapes_t){
        .in = { .n = p->batches, .h = 1, .w = 1, .c = p->depth },
        .filter = { .n = p->depth, .h = 1, .w = 1, .c = p->outputs },
        .out = { .n = p->batches, .h = 1, .w = 1, .c = p->outputs },
        .bias = { .n = 1, .h = 1, .w = 1, .c = p->outputs },
    };
}

int32_t arm_fc_s8_scratch(const operator_call_t *call)
{
    const shapes_t s = shapes_of(call);
    return arm_layer_scratch(call, false, arm_fully_connected_s8_get_buffer_size(&s.filter));
}

// MVE kernels want the weights' sums, biases included, which only the caller can make; here with every run.
void arm_fc_s8_run(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    const hil_fc_params_t *p = &op->parameters.fc;
    const shapes_t s = shapes_of(call);
    const arm_layer_t l = arm_layer_of(call, false);
    const cmsis_nn_fc_params params = { p->input_offset, p->filter_offset, p->output_offset, arm_activation(p->act_min, p->act_max) };
    const cmsis_nn_quant_params scales = { l.scales.multiplier, l.scales.shift, op->scales.step };
    if (arm_fully_connected_s8_get_buffer_size(&s.filter) > 0) {
        arm_vector_sum_s8(l.rest.buf, p->depth, p->outputs, (const int8_t *)op->weights, p->input_offset, p->filter_offset, l.bias);
    }
    arm_or(arm_fully_connected_wrapper_s8(&l.rest, &params, &scales, &s.in, input0(call), &s.filter, (const int8_t *)op->weights, &s.bias,
                                          l.bias, &s.out, output(call)), run_fully_connected_s8, call);
}

// The library sums in 64 bits and takes one scale.
int32_t arm_fc_s16_scratch(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    const shapes_t s = shapes_of(call);
    const bool direct = op->parameters.fc.input_offset == HIL_SUMS_64 && op->bias_type != BIAS_INT32 && op->scales.step == 0;
    return direct ? arm_fully_connected_s16_get_buffer_size(&s.filter) : NOT_SERVED;
}

void arm_fc_s16_run(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    const hil_fc_params_t *p = &op->parameters.fc;
    const shapes_t s = shapes_of(call);
    const cmsis_nn_context ctx = { cmsis_nn_scratch, sizeof cmsis_nn_scratch };
    const cmsis_nn_fc_params params = { 0, 0, 0, arm_activation(p->act_min, p->act_max) };
    const cmsis_nn_per_tensor_quant_params scale = { op->scales.multiplier[0], op->scales.shift[0] };
    arm_or(arm_fully_connected_s16(&ctx, &params, &scale, &s.in, input0(call), &s.filter, (const int8_t *)op->weights, &s.bias,
                                   op->bias.values, &s.out, output(call)), run_fully_connected_s16, call);
}

static int32_t svdf_part(int32_t batches, int32_t rows)
{
    return (int32_t)image_aligned((uint32_t)(4 * batches * rows));
}

// With an int8 state the library stores what does not fit in its low byte, where the operator saturates.
int32_t arm_svdf_scratch(const operator_call_t *call)
{
    const hil_svdf_params_t *p = &call->op->parameters.svdf;
    const bool direct = call->in1->type == TYPE_INT16 && p->state_offset == 0;
    return direct ? arm_layer_scratch(call, false, svdf_part(p->batches, p->features) + svdf_part(p->batches, p->features / p->rank)) : NOT_SERVED;
}

void arm_svdf_run(const operator_call_t *call)
{
    const hil_image_operator_t *op = call->op;
    const hil_svdf_params_t *p = &op->parameters.svdf;
    const arm_layer_t l = arm_layer_of(call, false);
    const int32_t first = svdf_part(p->batches, p->features);
    const cmsis_nn_context in_ctx = { l.rest.buf, first }, out_ctx = { (uint8_t *)l.rest.buf + first, l.rest.size - first };
    const cmsis_nn_svdf_params params = { p->rank, p->input_offset, p->output_offset, arm_activation(p->state_min, p->state_max),
                                          arm_activation(p->act_min, p->act_max) };
    const cmsis_nn_per_tensor_quant_params in_scale = { op->scales.multiplier[0], op->scales.shift[0] };
    const cmsis_nn_per_tensor_quant_params out_scale = { op->scales.multiplier[1], op->scales.shift[1] };
    const cmsis_nn_dims in = { .n = p->batches, .h = p->input_size, .w = 1, .c = 1 }, state = { .n = p->batches, .h = p->features, .w = p->memory, .c = 1 };
    const cmsis_nn_dims feature = { .n = p->features, .h = p->input_size, .w = 1, .c = 1 }, time = { .n = p->features, .h = p->memory, .w = 1, .c = 1 };
    const cmsis_nn_dims out = { .n = p->batches, .h = p->features / p->rank, .w = 1, .c = 1 }, bias = { .n = p->features / p->rank, .h = 1, .w = 1, .c = 1 };
    const uint8_t *time_weights = op->weights + image_aligned((uint32_t)(p->features * p->input_size));
    arm_or(arm_svdf_state_s16_s8(&in_ctx, &out_ctx, &params, &in_scale, &out_scale, &in, input0(call), &state, input1(call), &feature,
                                 (const int8_t *)op->weights, &time, (const int16_t *)(const void *)time_weights, &bias, l.bias, &out, output(call)),
           run_svdf_s8, call);
}
