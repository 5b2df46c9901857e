// Definitions of the kernels as plain as they can be written, to hold the fast ones against.
#ifndef NAIVE_H
#define NAIVE_H

#include "hil_kernels.h"

int32_t naive_requantize(int32_t value, int32_t multiplier, int32_t shift, bool single);
void naive_convolve_s8(const hil_conv_params_t *p, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in, const int8_t *weights,
                       const int32_t *bias, const hil_dims_t *out_dims, int8_t *out, bool depthwise);
void naive_convolve_f32(const hil_conv_params_t *p, const hil_dims_t *in_dims, const float *in, const float *weights, const float *bias,
                        const hil_dims_t *out_dims, float *out, bool depthwise);

#endif
