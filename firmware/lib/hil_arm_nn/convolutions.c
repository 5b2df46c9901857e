// CONV_2D, DEPTHWISE_CONV_2D and TRANSPOSE_CONV.
#include "kernels.h"

int32_t arm_convolve_wrapper_s8_get_buffer_size(const cmsis_nn_conv_params *params, const cmsis_nn_dims *in_dims, const cmsis_nn_dims *filter_dims,
                                                const cmsis_nn_dims *out_dims)
{
    (void)params, (void)in_dims, (void)filter_dims, (void)out_dims;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_convolve_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *params,
                                            const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int8_t *in,
                                            const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                            const int32_t *bias, const cmsis_nn_dims *out_dims, int8_t *out)
{
    (void)ctx, (void)bias_dims;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_scales_t s = scales_of(scales->multiplier, scales->shift, 1);
    const hil_bias_t b = bias_of(bias, 4);
    hil_conv_params_t p = window_of(params->stride, params->padding, params->dilation, params->activation, filter_dims);
    p.input_offset = params->input_offset;
    p.output_offset = params->output_offset;
    p.filter_channels = filter_dims->c;
    hil_convolve_s8(&p, &s, &from, in, filter, &b, &to, out);
    return ARM_CMSIS_NN_SUCCESS;
}

int32_t arm_convolve_wrapper_s16_get_buffer_size(const cmsis_nn_conv_params *params, const cmsis_nn_dims *in_dims, const cmsis_nn_dims *filter_dims,
                                                 const cmsis_nn_dims *out_dims)
{
    (void)params, (void)in_dims, (void)filter_dims, (void)out_dims;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_convolve_wrapper_s16(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *params,
                                             const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int16_t *in,
                                             const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                             const cmsis_nn_bias_data *bias, const cmsis_nn_dims *out_dims, int16_t *out)
{
    (void)ctx, (void)bias_dims;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_scales_t s = scales_of(scales->multiplier, scales->shift, 1);
    const hil_bias_t b = bias_of(bias->data, bias->is_int32_bias ? 4 : 8);
    hil_conv_params_t p = window_of(params->stride, params->padding, params->dilation, params->activation, filter_dims);
    p.input_offset = bias->is_int32_bias ? HIL_SUMS_32 : HIL_SUMS_64;
    p.filter_channels = filter_dims->c;
    hil_convolve_s16(&p, &s, &from, in, filter, &b, &to, out);
    return ARM_CMSIS_NN_SUCCESS;
}

int32_t arm_depthwise_conv_wrapper_s8_get_buffer_size(const cmsis_nn_dw_conv_params *params, const cmsis_nn_dims *in_dims,
                                                      const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims)
{
    (void)params, (void)in_dims, (void)filter_dims, (void)out_dims;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_depthwise_conv_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_dw_conv_params *params,
                                                  const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int8_t *in,
                                                  const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                                  const int32_t *bias, const cmsis_nn_dims *out_dims, int8_t *out)
{
    (void)ctx, (void)bias_dims;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_scales_t s = scales_of(scales->multiplier, scales->shift, 1);
    const hil_bias_t b = bias_of(bias, 4);
    hil_conv_params_t p = window_of(params->stride, params->padding, params->dilation, params->activation, filter_dims);
    p.input_offset = params->input_offset;
    p.output_offset = params->output_offset;
    p.depth_multiplier = params->ch_mult;
    hil_depthwise_conv_s8(&p, &s, &from, in, filter, &b, &to, out);
    return ARM_CMSIS_NN_SUCCESS;
}

int32_t arm_depthwise_conv_wrapper_s16_get_buffer_size(const cmsis_nn_dw_conv_params *params, const cmsis_nn_dims *in_dims,
                                                       const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims)
{
    (void)params, (void)in_dims, (void)filter_dims, (void)out_dims;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_depthwise_conv_wrapper_s16(const cmsis_nn_context *ctx, const cmsis_nn_dw_conv_params *params,
                                                   const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int16_t *in,
                                                   const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                                   const int64_t *bias, const cmsis_nn_dims *out_dims, int16_t *out)
{
    (void)ctx, (void)bias_dims;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_scales_t s = scales_of(scales->multiplier, scales->shift, 1);
    const hil_bias_t b = bias_of(bias, 8);
    hil_conv_params_t p = window_of(params->stride, params->padding, params->dilation, params->activation, filter_dims);
    p.input_offset = HIL_SUMS_64;
    p.depth_multiplier = params->ch_mult;
    hil_depthwise_conv_s16(&p, &s, &from, in, filter, &b, &to, out);
    return ARM_CMSIS_NN_SUCCESS;
}

int32_t arm_transpose_conv_s8_get_buffer_size(const cmsis_nn_transpose_conv_params *params, const cmsis_nn_dims *in_dims,
                                              const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims)
{
    (void)params, (void)in_dims, (void)filter_dims, (void)out_dims;
    return HIL_ARM_NN_BUFFER_BYTES;
}

int32_t arm_transpose_conv_s8_get_reverse_conv_buffer_size(const cmsis_nn_transpose_conv_params *params, const cmsis_nn_dims *in_dims,
                                                           const cmsis_nn_dims *filter_dims)
{
    (void)params, (void)in_dims, (void)filter_dims;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_transpose_conv_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_context *turned,
                                                  const cmsis_nn_transpose_conv_params *params, const cmsis_nn_per_channel_quant_params *scales,
                                                  const cmsis_nn_dims *in_dims, const int8_t *in, const cmsis_nn_dims *filter_dims,
                                                  const int8_t *filter, const cmsis_nn_dims *bias_dims, const int32_t *bias,
                                                  const cmsis_nn_dims *out_dims, int8_t *out)
{
    (void)ctx, (void)turned, (void)bias_dims;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_scales_t s = scales_of(scales->multiplier, scales->shift, 1);
    const hil_bias_t b = bias_of(bias, 4);
    hil_conv_params_t p = window_of(params->stride, params->padding, params->dilation, params->activation, filter_dims);
    p.input_offset = params->input_offset;
    p.output_offset = params->output_offset;
    p.filter_channels = filter_dims->c;
    hil_transpose_conv_s8(&p, &s, &from, in, filter, &b, &to, out);
    return ARM_CMSIS_NN_SUCCESS;
}
