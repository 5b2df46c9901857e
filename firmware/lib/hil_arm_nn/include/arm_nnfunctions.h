// The functions of CMSIS-NN that exported models call, by Arm's names, over our built-in kernels (README.md).
// A product includes CMSIS-NN's own header instead.
#ifndef HIL_ARM_NNFUNCTIONS_H
#define HIL_ARM_NNFUNCTIONS_H

#include "arm_nn_types.h"

// Weights [out c][h][w][c].
int32_t arm_convolve_wrapper_s8_get_buffer_size(const cmsis_nn_conv_params *params, const cmsis_nn_dims *in_dims, const cmsis_nn_dims *filter_dims,
                                                const cmsis_nn_dims *out_dims);
arm_cmsis_nn_status arm_convolve_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *params,
                                            const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int8_t *in,
                                            const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                            const int32_t *bias, const cmsis_nn_dims *out_dims, int8_t *out);
int32_t arm_convolve_wrapper_s16_get_buffer_size(const cmsis_nn_conv_params *params, const cmsis_nn_dims *in_dims, const cmsis_nn_dims *filter_dims,
                                                 const cmsis_nn_dims *out_dims);
arm_cmsis_nn_status arm_convolve_wrapper_s16(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *params,
                                             const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int16_t *in,
                                             const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                             const cmsis_nn_bias_data *bias, const cmsis_nn_dims *out_dims, int16_t *out);

// Weights [h][w][out c].
int32_t arm_depthwise_conv_wrapper_s8_get_buffer_size(const cmsis_nn_dw_conv_params *params, const cmsis_nn_dims *in_dims,
                                                      const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims);
arm_cmsis_nn_status arm_depthwise_conv_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_dw_conv_params *params,
                                                  const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int8_t *in,
                                                  const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                                  const int32_t *bias, const cmsis_nn_dims *out_dims, int8_t *out);
int32_t arm_depthwise_conv_wrapper_s16_get_buffer_size(const cmsis_nn_dw_conv_params *params, const cmsis_nn_dims *in_dims,
                                                       const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims);
arm_cmsis_nn_status arm_depthwise_conv_wrapper_s16(const cmsis_nn_context *ctx, const cmsis_nn_dw_conv_params *params,
                                                   const cmsis_nn_per_channel_quant_params *scales, const cmsis_nn_dims *in_dims, const int16_t *in,
                                                   const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                                   const int64_t *bias, const cmsis_nn_dims *out_dims, int16_t *out);

// Weights [out c][h][w][c]; `turned` is scratch of the second size.
int32_t arm_transpose_conv_s8_get_buffer_size(const cmsis_nn_transpose_conv_params *params, const cmsis_nn_dims *in_dims,
                                              const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims);
int32_t arm_transpose_conv_s8_get_reverse_conv_buffer_size(const cmsis_nn_transpose_conv_params *params, const cmsis_nn_dims *in_dims,
                                                           const cmsis_nn_dims *filter_dims);
arm_cmsis_nn_status arm_transpose_conv_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_context *turned,
                                                  const cmsis_nn_transpose_conv_params *params, const cmsis_nn_per_channel_quant_params *scales,
                                                  const cmsis_nn_dims *in_dims, const int8_t *in, const cmsis_nn_dims *filter_dims,
                                                  const int8_t *filter, const cmsis_nn_dims *bias_dims, const int32_t *bias,
                                                  const cmsis_nn_dims *out_dims, int8_t *out);

// Weights [filter c][filter n].
int32_t arm_fully_connected_s8_get_buffer_size(const cmsis_nn_dims *filter_dims);
arm_cmsis_nn_status arm_fully_connected_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_fc_params *params, const cmsis_nn_quant_params *scales,
                                                   const cmsis_nn_dims *in_dims, const int8_t *in, const cmsis_nn_dims *filter_dims,
                                                   const int8_t *filter, const cmsis_nn_dims *bias_dims, const int32_t *bias,
                                                   const cmsis_nn_dims *out_dims, int8_t *out);
int32_t arm_fully_connected_s16_get_buffer_size(const cmsis_nn_dims *filter_dims);
arm_cmsis_nn_status arm_fully_connected_s16(const cmsis_nn_context *ctx, const cmsis_nn_fc_params *params,
                                            const cmsis_nn_per_tensor_quant_params *scale, const cmsis_nn_dims *in_dims, const int16_t *in,
                                            const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                            const int64_t *bias, const cmsis_nn_dims *out_dims, int16_t *out);
// sums[row] = bias[row] + in_offset * (sum of the row + columns * filter_offset), in what the kernels of MVE builds begin with.
arm_cmsis_nn_status arm_vector_sum_s8(int32_t *sums, const int32_t columns, const int32_t rows, const int8_t *values, const int32_t in_offset,
                                      const int32_t filter_offset, const int32_t *bias);

// feature [filter n][h], time [n][h], state [n][h][w].
arm_cmsis_nn_status arm_svdf_state_s16_s8(const cmsis_nn_context *features, const cmsis_nn_context *units, const cmsis_nn_svdf_params *params,
                                          const cmsis_nn_per_tensor_quant_params *state_scale, const cmsis_nn_per_tensor_quant_params *out_scale,
                                          const cmsis_nn_dims *in_dims, const int8_t *in, const cmsis_nn_dims *state_dims, int16_t *state,
                                          const cmsis_nn_dims *feature_dims, const int8_t *feature, const cmsis_nn_dims *time_dims,
                                          const int16_t *time, const cmsis_nn_dims *bias_dims, const int32_t *bias, const cmsis_nn_dims *out_dims,
                                          int8_t *out);

int32_t arm_avgpool_s8_get_buffer_size(const int out_width, const int channels);
arm_cmsis_nn_status arm_avgpool_s8(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims, const int8_t *in,
                                   const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int8_t *out);
int32_t arm_avgpool_s16_get_buffer_size(const int out_width, const int channels);
arm_cmsis_nn_status arm_avgpool_s16(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims, const int16_t *in,
                                    const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int16_t *out);
arm_cmsis_nn_status arm_max_pool_s8(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims, const int8_t *in,
                                    const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int8_t *out);
arm_cmsis_nn_status arm_max_pool_s16(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims,
                                     const int16_t *in, const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int16_t *out);

arm_cmsis_nn_status arm_elementwise_add_s8(const int8_t *a, const int8_t *b, const int32_t a_offset, const int32_t a_multiplier,
                                           const int32_t a_shift, const int32_t b_offset, const int32_t b_multiplier, const int32_t b_shift,
                                           const int32_t left_shift, int8_t *out, const int32_t out_offset, const int32_t out_multiplier,
                                           const int32_t out_shift, const int32_t act_min, const int32_t act_max, const int32_t count);
arm_cmsis_nn_status arm_elementwise_add_s16(const int16_t *a, const int16_t *b, const int32_t a_offset, const int32_t a_multiplier,
                                            const int32_t a_shift, const int32_t b_offset, const int32_t b_multiplier, const int32_t b_shift,
                                            const int32_t left_shift, int16_t *out, const int32_t out_offset, const int32_t out_multiplier,
                                            const int32_t out_shift, const int32_t act_min, const int32_t act_max, const int32_t count);
arm_cmsis_nn_status arm_maximum_s8(const cmsis_nn_context *ctx, const int8_t *a, const cmsis_nn_dims *a_dims, const int8_t *b,
                                   const cmsis_nn_dims *b_dims, int8_t *out, const cmsis_nn_dims *out_dims);
arm_cmsis_nn_status arm_minimum_s8(const cmsis_nn_context *ctx, const int8_t *a, const cmsis_nn_dims *a_dims, const int8_t *b,
                                   const cmsis_nn_dims *b_dims, int8_t *out, const cmsis_nn_dims *out_dims);

void arm_softmax_s8(const int8_t *in, const int32_t rows, const int32_t row_size, const int32_t multiplier, const int32_t shift,
                    const int32_t diff_min, int8_t *out);
arm_cmsis_nn_status arm_softmax_s16(const int16_t *in, const int32_t rows, const int32_t row_size, const int32_t multiplier, const int32_t shift,
                                    const cmsis_nn_softmax_lut_s16 *tables, int16_t *out);

// Fewer than four dimensions are the leading ones of the dims.
arm_cmsis_nn_status arm_transpose_s8(const int8_t *in, int8_t *const out, const cmsis_nn_dims *const in_dims, const cmsis_nn_dims *const out_dims,
                                     const cmsis_nn_transpose_params *const params);

#endif
