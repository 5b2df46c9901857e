// Definitions of the kernels as plain as they can be written, to hold the fast ones against.
#ifndef NAIVE_H
#define NAIVE_H

#include "hil_kernels.h"

int32_t naive_requantize(int32_t value, int32_t multiplier, int32_t shift, bool single);
int32_t naive_bias(const hil_bias_t *bias, int32_t channel);
// The output stage of one sum.
int8_t naive_output(const hil_scales_t *scales, int32_t channel, int64_t sum, int32_t offset, int32_t min, int32_t max);
void naive_convolve_s8(const hil_conv_params_t *p, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in, const int8_t *weights,
                       const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out, bool depthwise);
void naive_fully_connected_s8(const hil_fc_params_t *p, const hil_scales_t *scales, const int8_t *in, const int8_t *weights,
                              const hil_bias_t *bias, int8_t *out);
void naive_avgpool_s8(const hil_pool_params_t *p, const hil_dims_t *in_dims, const int8_t *in, const hil_dims_t *out_dims, int8_t *out);
void naive_add_s8(const hil_add_params_t *p, bool single, const int8_t *a, const int8_t *b, int8_t *out, int32_t count);
void naive_softmax_s8(const hil_softmax_params_t *p, const int8_t *in, int8_t *out);
void naive_convolve_f32(const hil_conv_params_t *p, const hil_dims_t *in_dims, const float *in, const float *weights, const float *bias,
                        const hil_dims_t *out_dims, float *out, bool depthwise);

#endif
