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

// Copies; the ranges may overlap.
void hil_reshape(const uint8_t *in, uint8_t *out, size_t count);

#endif
