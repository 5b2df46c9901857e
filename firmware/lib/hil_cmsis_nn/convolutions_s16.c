// int16 activations with int8 weights, where the library computes what the image asks for.
#include "arm.h"

#include "hil_kernel_set.h"

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
        .stride = { .w = p->stride_w, .h = p->stride_h }, .padding = { .w = p->pad_w, .h = p->pad_h },
        .dilation = { .w = p->dilation_w, .h = p->dilation_h }, .activation = arm_activation(p->act_min, p->act_max),
    };
}

static cmsis_nn_dw_conv_params depthwise_params(const hil_conv_params_t *p)
{
    return (cmsis_nn_dw_conv_params){
        .ch_mult = p->depth_multiplier, .stride = { .w = p->stride_w, .h = p->stride_h }, .padding = { .w = p->pad_w, .h = p->pad_h },
        .dilation = { .w = p->dilation_w, .h = p->dilation_h }, .activation = arm_activation(p->act_min, p->act_max),
    };
}

// The DSP kernel reads behind the filter, so that what lies there could show; it knows no groups.
int32_t arm_conv_s16_scratch(const operator_call_t *call)
{
    const cmsis_nn_conv_params params = conv_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, call->out->dims.c, call->op->parameters.conv.filter_channels);
    const bool direct = HIL_KERNEL_SET != 4 && s.filter.c == s.in.c;
    return direct ? arm_layer_scratch(call, true, arm_convolve_wrapper_s16_get_buffer_size(&params, &s.in, &s.filter, &s.out)) : NOT_SERVED;
}

void arm_conv_s16_run(const operator_call_t *call)
{
    const cmsis_nn_conv_params params = conv_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, call->out->dims.c, call->op->parameters.conv.filter_channels);
    const arm_layer_t l = arm_layer_of(call, true);
    const cmsis_nn_bias_data bias = { l.bias, call->op->bias_type == BIAS_INT32 };
    arm_or(arm_convolve_wrapper_s16(&l.rest, &params, &l.scales, &s.in, input0(call), &s.filter, (const int8_t *)call->op->weights, &s.bias,
                                    &bias, &s.out, output(call)), run_convolve_s16, call);
}

int32_t arm_depthwise_s16_scratch(const operator_call_t *call)
{
    const cmsis_nn_dw_conv_params params = depthwise_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, 1, call->out->dims.c);
    const bool direct = call->op->parameters.conv.input_offset == HIL_SUMS_64 && call->op->bias_type == BIAS_INT64;
    return direct ? arm_layer_scratch(call, true, arm_depthwise_conv_wrapper_s16_get_buffer_size(&params, &s.in, &s.filter, &s.out)) : NOT_SERVED;
}

void arm_depthwise_s16_run(const operator_call_t *call)
{
    const cmsis_nn_dw_conv_params params = depthwise_params(&call->op->parameters.conv);
    const shapes_t s = shapes_of(call, 1, call->out->dims.c);
    const arm_layer_t l = arm_layer_of(call, true);
    arm_or(arm_depthwise_conv_wrapper_s16(&l.rest, &params, &l.scales, &s.in, input0(call), &s.filter, (const int8_t *)call->op->weights,
                                          &s.bias, call->op->bias.values, &s.out, output(call)), run_depthwise_s16, call);
}
