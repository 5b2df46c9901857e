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
void naive_convolve_s16(const hil_conv_params_t *p, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in, const int8_t *weights,
                        const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out, bool depthwise);
void naive_fully_connected_s16(const hil_fc_params_t *p, const hil_scales_t *scales, const int16_t *in, const int8_t *weights,
                               const hil_bias_t *bias, int16_t *out);
void naive_add_s16(const hil_add_params_t *p, bool single, const int16_t *a, const int16_t *b, int16_t *out, int32_t count);
void naive_max_pool(const hil_pool_params_t *p, const hil_dims_t *in_dims, const void *in, const hil_dims_t *out_dims, void *out, int32_t bytes);
void naive_extremum(bool maximum, const hil_dims_t *a_dims, const void *a, const hil_dims_t *b_dims, const void *b, const hil_dims_t *out_dims,
                    void *out, int32_t bytes);
// `sums` has an element for every output.
void naive_transpose_conv_s8(const hil_conv_params_t *p, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in, const int8_t *weights,
                             const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out, int64_t *sums);
// State and time weights of 1 or 2 bytes.
void naive_svdf(const hil_svdf_params_t *p, const hil_scales_t *scales, const int8_t *in, void *state, const int8_t *feature, const void *time,
                const hil_bias_t *bias, int8_t *out, int32_t bytes);
// One step of one sequence; `hidden` NULL where there is no past.
void naive_lstm_step(const hil_lstm_params_t *p, const hil_lstm_weights_t *w, const hil_scales_t *scales, const void *in, const void *hidden,
                     int16_t *cell, void *out, int32_t bytes);

#endif
