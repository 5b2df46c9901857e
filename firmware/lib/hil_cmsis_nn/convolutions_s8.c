// CONV_2D, DEPTHWISE_CONV_2D and TRANSPOSE_CONV on int8.
#include "arm.h"

typedef struct shapes {
    cmsis_nn_dims in, filter, out, bias;
} shapes_t;

static shapes_t shapes_of(const operator_call_t *call, int32_t filter_n, int32_t filter_c)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    return (shapes_t){
        .in = arm_dims(&call->in0->dims),
        .filter = { .n = filter_n, .h = p->kernel_h, .w = p->kernel_w, .c = filter_c },
        .out = arm_dims(&call->out->dims),
        .bias = { .n = 1, .h = 1, .w = 1, .c = call->out->dims.c },
    };
}

static cmsis_nn_conv_params conv_params(const hil_conv_params_t *p)
{
    return (cmsis_nn_conv_params){
        .input_offset = p->input_offset, .output_offset = p->output_offset,
        .stride = { .w = p->stride_w, .h = p->stride_h }, .padding = { .w = p->pad_w, .h = p->pad_h },
        .dilation = { .w = p->dilation_w, .h = p->dilation_h }, .activation = arm_activation(p->act_min, p->act_max),
    };
}

static cmsis_nn_dw_conv_params depthwise_params(const hil_conv_params_t *p)
{
    return (cmsis_nn_dw_conv_params){
        .input_offset = p->input_offset, .output_offset = p->output_offset, .ch_mult = p->depth_multiplier,
        .stride = { .w = p->stride_w, .h = p->stride_h }, .padding = { .w = p->pad_w, .h = p->pad_h },
        .dilation = { .w = p->dilation_w, .h = p->dilation_h }, .activation = arm_activation(p->act_min, p->act_max),
    };
}

static cmsis_nn_transpose_conv_params transpose_params(const hil_conv_params_t *p)
{
    return (cmsis_nn_transpose_conv_params){
        .input_offset = p->input_offset, .output_offset = p->output_offset,
        .stride = { .w = p->stride_w, .h = p->stride_h }, .padding = { .w = p->pad_w, .h = p->pad_h },
        .padding_offsets = { 0, 0 }, .dilation = { .w = 1, .h = 1 }, .activation = arm_activation(p->act_min, p->act_max),
    };
}

int32_t arm_conv_s8_scratch(const operator_call_t *call)
{
    const cmsis_nn_conv_params params = conv_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, call->out->dims.c, call->op->parameters.conv.filter_channels);
    return arm_layer_scratch(call, true, arm_convolve_wrapper_s8_get_buffer_size(&params, &s.in, &s.filter, &s.out));
}

void arm_conv_s8_run(const operator_call_t *call)
{
    const cmsis_nn_conv_params params = conv_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, call->out->dims.c, call->op->parameters.conv.filter_channels);
    const arm_layer_t l = arm_layer_of(call, true);
    arm_or(arm_convolve_wrapper_s8(&l.rest, &params, &l.scales, &s.in, input0(call), &s.filter, (const int8_t *)call->op->weights, &s.bias,
                                   l.bias, &s.out, output(call)), run_convolve_s8, call);
}

int32_t arm_depthwise_s8_scratch(const operator_call_t *call)
{
    const cmsis_nn_dw_conv_params params = depthwise_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, 1, call->out->dims.c);
    return arm_layer_scratch(call, true, arm_depthwise_conv_wrapper_s8_get_buffer_size(&params, &s.in, &s.filter, &s.out));
}

void arm_depthwise_s8_run(const operator_call_t *call)
{
    const cmsis_nn_dw_conv_params params = depthwise_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, 1, call->out->dims.c);
    const arm_layer_t l = arm_layer_of(call, true);
    arm_or(arm_depthwise_conv_wrapper_s8(&l.rest, &params, &l.scales, &s.in, input0(call), &s.filter, (const int8_t *)call->op->weights,
                                         &s.bias, l.bias, &s.out, output(call)), run_depthwise_s8, call);
}

// Where the filter is turned round it lies behind the library's own buffer.
static int32_t transpose_buffer(const cmsis_nn_transpose_conv_params *params, const shapes_t *s)
{
    const int32_t bytes = arm_transpose_conv_s8_get_buffer_size(params, &s->in, &s->filter, &s->out);
    return bytes < 0 ? bytes : (int32_t)image_aligned((uint32_t)bytes);
}

int32_t arm_transpose_conv_scratch(const operator_call_t *call)
{
    const cmsis_nn_transpose_conv_params params = transpose_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, call->out->dims.c, call->in0->dims.c);
    const int32_t bytes = transpose_buffer(&params, &s), filter = arm_transpose_conv_s8_get_reverse_conv_buffer_size(&params, &s.in, &s.filter);
    return bytes < 0 || filter < 0 ? NOT_SERVED : arm_layer_scratch(call, true, bytes + filter);
}

void arm_transpose_conv_run(const operator_call_t *call)
{
    const cmsis_nn_transpose_conv_params params = transpose_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, call->out->dims.c, call->in0->dims.c);
    const arm_layer_t l = arm_layer_of(call, true);
    const int32_t bytes = transpose_buffer(&params, &s);
    const cmsis_nn_context filter = { (uint8_t *)l.rest.buf + bytes, l.rest.size - bytes };
    arm_or(arm_transpose_conv_wrapper_s8(&l.rest, &filter, &params, &l.scales, &s.in, input0(call), &s.filter,
                                         (const int8_t *)call->op->weights, &s.bias, l.bias, &s.out, output(call)), run_transpose_conv_s8, call);
}
