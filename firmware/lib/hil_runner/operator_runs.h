// An operator's call as its kernel takes it, for every kernel there is.
#ifndef HIL_OPERATOR_RUNS_H
#define HIL_OPERATOR_RUNS_H

#include "operator_kind.h"

void run_convolve_s8(const operator_call_t *call);
void run_convolve_s16(const operator_call_t *call);
void run_convolve_f32(const operator_call_t *call);
void run_depthwise_s8(const operator_call_t *call);
void run_depthwise_s16(const operator_call_t *call);
void run_depthwise_f32(const operator_call_t *call);
void run_transpose_conv_s8(const operator_call_t *call);
void run_transpose_conv_s16(const operator_call_t *call);
void run_fully_connected_s8(const operator_call_t *call);
void run_fully_connected_s16(const operator_call_t *call);
void run_fully_connected_f32(const operator_call_t *call);
void run_avgpool_s8(const operator_call_t *call);
void run_avgpool_s16(const operator_call_t *call);
void run_avgpool_f32(const operator_call_t *call);
void run_add_s8(const operator_call_t *call);
void run_add_s16(const operator_call_t *call);
void run_add_f32(const operator_call_t *call);
void run_softmax_s8(const operator_call_t *call);
void run_softmax_s16(const operator_call_t *call);
void run_softmax_f32(const operator_call_t *call);
void run_svdf_s8(const operator_call_t *call);
// Elements of 1 or 2 bytes.
void run_max_pool(const operator_call_t *call);
void run_extremum(const operator_call_t *call);
void run_lstm(const operator_call_t *call);
// Elements of any size.
void run_transpose(const operator_call_t *call);
void run_reshape(const operator_call_t *call);

#endif
