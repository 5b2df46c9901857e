// The runner's types as CMSIS-NN takes them, and the scratch its kernels work in.
#ifndef HIL_CMSIS_NN_ARM_H
#define HIL_CMSIS_NN_ARM_H

#include "arm_nnfunctions.h"
#include "kernel_library.h"
#include "operator_runs.h"
#include "operator_tensors.h"

#ifndef HIL_CMSIS_NN_SCRATCH_BYTES
#define HIL_CMSIS_NN_SCRATCH_BYTES 65536
#endif

// Of a `*_scratch` function: the built-in kernel stays.
enum { NOT_SERVED = -1 };

extern uint8_t cmsis_nn_scratch[HIL_CMSIS_NN_SCRATCH_BYTES];

// What every layer with weights needs besides its tensors. CMSIS-NN knows only int32 biases and one scale for each channel; narrow
// biases are widened and a layer's single scale is spread in the scratch, anew with every run.
typedef struct arm_layer {
    const int32_t *bias;
    cmsis_nn_per_channel_quant_params scales;
    cmsis_nn_context rest;   // of the scratch
} arm_layer_t;

// Bytes of scratch, `library_bytes` for CMSIS-NN itself included; NOT_SERVED when that is negative.
int32_t arm_layer_scratch(const operator_call_t *call, bool spread, int32_t library_bytes);
arm_layer_t arm_layer_of(const operator_call_t *call, bool spread);

static inline cmsis_nn_dims arm_dims(const hil_dims_t *d)
{
    return (cmsis_nn_dims){ .n = d->n, .h = d->h, .w = d->w, .c = d->c };
}

static inline cmsis_nn_activation arm_activation(int32_t min, int32_t max)
{
    return (cmsis_nn_activation){ .min = min, .max = max };
}

// The library may refuse what its size function accepted; then the built-in kernel computes the operator.
static inline void arm_or(arm_cmsis_nn_status status, operator_run_t builtin, const operator_call_t *call)
{
    if (status != ARM_CMSIS_NN_SUCCESS) {
        builtin(call);
    }
}

// For each operator: bytes of scratch or NOT_SERVED, and the run.
int32_t arm_conv_s8_scratch(const operator_call_t *call);
void arm_conv_s8_run(const operator_call_t *call);
int32_t arm_depthwise_s8_scratch(const operator_call_t *call);
void arm_depthwise_s8_run(const operator_call_t *call);
int32_t arm_transpose_conv_scratch(const operator_call_t *call);
void arm_transpose_conv_run(const operator_call_t *call);
int32_t arm_fc_s8_scratch(const operator_call_t *call);
void arm_fc_s8_run(const operator_call_t *call);
int32_t arm_conv_s16_scratch(const operator_call_t *call);
void arm_conv_s16_run(const operator_call_t *call);
int32_t arm_depthwise_s16_scratch(const operator_call_t *call);
void arm_depthwise_s16_run(const operator_call_t *call);
int32_t arm_fc_s16_scratch(const operator_call_t *call);
void arm_fc_s16_run(const operator_call_t *call);
int32_t arm_svdf_scratch(const operator_call_t *call);
void arm_svdf_run(const operator_call_t *call);
int32_t arm_pool_scratch(const operator_call_t *call);
void arm_pool_run(const operator_call_t *call);
int32_t arm_no_scratch(const operator_call_t *call);
void arm_max_run(const operator_call_t *call);
void arm_softmax_run(const operator_call_t *call);
void arm_add_run(const operator_call_t *call);
int32_t arm_extremum_scratch(const operator_call_t *call);
void arm_extremum_run(const operator_call_t *call);
void arm_transpose_run(const operator_call_t *call);

// How the library rounds: 0 double, 1 single.
uint8_t arm_rounding(void);

#endif
