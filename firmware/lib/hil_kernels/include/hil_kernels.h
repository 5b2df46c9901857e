// The built-in kernels: results are bit for bit those of CMSIS-NN's plain C (int8) or of the definition in IMAGE.md (float32),
// whichever set of int8 kernels (hil_kernel_set.h) is built. Input and output must not overlap unless a kernel says so.
// int8 kernels: input offsets in [-127, 128], multipliers not negative. A float kernel's bias may be NULL.
#ifndef HIL_KERNELS_H
#define HIL_KERNELS_H

#include <stddef.h>

#include "hil_kernel_types.h"

// Weights [outputs][kernel_h][kernel_w][filter_channels]; groups = in->c / filter_channels.
void hil_convolve_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                     const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out);
void hil_convolve_f32(const hil_conv_params_t *params, const hil_dims_t *in_dims, const float *in, const float *weights,
                      const float *bias, const hil_dims_t *out_dims, float *out);

// Weights [kernel_h][kernel_w][out->c]; output channel o reads input channel o / depth_multiplier.
void hil_depthwise_conv_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                           const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out);
void hil_depthwise_conv_f32(const hil_conv_params_t *params, const hil_dims_t *in_dims, const float *in, const float *weights,
                            const float *bias, const hil_dims_t *out_dims, float *out);

// Weights [outputs][depth].
void hil_fully_connected_s8(const hil_fc_params_t *params, const hil_scales_t *scales, const int8_t *in, const int8_t *weights,
                            const hil_bias_t *bias, int8_t *out);
void hil_fully_connected_f32(const hil_fc_params_t *params, const float *in, const float *weights, const float *bias, float *out);

// Taps outside the input are left out of sum and count; every window must hold at least one tap.
void hil_avgpool_s8(const hil_pool_params_t *params, const hil_dims_t *in_dims, const int8_t *in, const hil_dims_t *out_dims, int8_t *out);
void hil_avgpool_f32(const hil_pool_params_t *params, const hil_dims_t *in_dims, const float *in, const hil_dims_t *out_dims, float *out);

// Equal shapes; `out` may be exactly one of the inputs.
void hil_elementwise_add_s8(const hil_add_params_t *params, bool single_rounding, const int8_t *a, const int8_t *b, int8_t *out, size_t count);
void hil_elementwise_add_f32(const hil_add_params_t *params, const float *a, const float *b, float *out, size_t count);

// row_size < 512: the sum of more near-maximal elements leaves the format's range.
void hil_softmax_s8(const hil_softmax_params_t *params, const int8_t *in, int8_t *out);
void hil_softmax_f32(const hil_softmax_params_t *params, const float *in, float *out);

// int16 activations with int8 weights; shapes as in the int8 kernels. Requantization shifts up to 14 where sums have 64 bits.
void hil_convolve_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                      const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out);
void hil_depthwise_conv_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                            const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out);
void hil_fully_connected_s16(const hil_fc_params_t *params, const hil_scales_t *scales, const int16_t *in, const int8_t *weights,
                             const hil_bias_t *bias, int16_t *out);
void hil_avgpool_s16(const hil_pool_params_t *params, const hil_dims_t *in_dims, const int16_t *in, const hil_dims_t *out_dims, int16_t *out);
void hil_elementwise_add_s16(const hil_add_params_t *params, bool single_rounding, const int16_t *a, const int16_t *b, int16_t *out, size_t count);
// `tables` are the two of HIL_SOFTMAX_TABLE, one after the other.
void hil_softmax_s16(const hil_softmax_params_t *params, bool single_rounding, const int16_t *tables, const int16_t *in, int16_t *out);

// Elements of 1 or 2 signed bytes. A window without a tap gives act_min.
void hil_max_pool(const hil_pool_params_t *params, const hil_dims_t *in_dims, const void *in, const hil_dims_t *out_dims, void *out, int32_t bytes);
// The larger (or smaller) of two elements of 1 or 2 signed bytes; a dimension of 1 is repeated.
void hil_extremum(bool maximum, const hil_dims_t *a_dims, const void *a, const hil_dims_t *b_dims, const void *b, const hil_dims_t *out_dims,
                  void *out, int32_t bytes);
// Elements of any size.
void hil_transpose(const hil_transpose_params_t *params, const hil_dims_t *in_dims, const uint8_t *in, const hil_dims_t *out_dims, uint8_t *out,
                   int32_t bytes);

// Weights [outputs][kernel_h][kernel_w][in->c]; dilation 1.
void hil_transpose_conv_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                           const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out);

void hil_transpose_conv_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                            const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out);

// feature [features][input_size], time [features][memory], state [batches][features][memory], out [batches][features / rank].
// Two scales: of a feature into the state, and of the state's sum into the output.
void hil_svdf_s8(const hil_svdf_params_t *params, const hil_scales_t *scales, const int8_t *in, int8_t *state, const int8_t *feature,
                 const int8_t *time, const hil_bias_t *bias, int8_t *out);
void hil_svdf_state_s16_s8(const hil_svdf_params_t *params, const hil_scales_t *scales, const int8_t *in, int16_t *state, const int8_t *feature,
                           const int16_t *time, const hil_bias_t *bias, int8_t *out);

// in [batches][steps][input_size] (or steps first), states [batches][hidden_size], out [batches][steps][hidden_size], of 1 or 2 bytes.
// hidden_state NULL: the sequence has no past, and the cell state begins at 0. scales: HIL_LSTM_SCALES.
void hil_lstm(const hil_lstm_params_t *params, const hil_lstm_weights_t *weights, const hil_scales_t *scales, const void *in, void *hidden_state,
              int16_t *cell_state, void *out, int32_t bytes);

// Copies; the ranges may overlap.
void hil_reshape(const uint8_t *in, uint8_t *out, size_t count);

#endif
