#include "arm.h"

#include "hil_kernel_set.h"

typedef struct served {
    uint16_t code;
    uint8_t type;
    int32_t (*scratch)(const operator_call_t *call);
    operator_run_t run;
} served_t;

static const served_t kernels[] = {
    { OP_CONV_2D, TYPE_INT8, arm_conv_s8_scratch, arm_conv_s8_run },
    { OP_DEPTHWISE_CONV_2D, TYPE_INT8, arm_depthwise_s8_scratch, arm_depthwise_s8_run },
    { OP_TRANSPOSE_CONV, TYPE_INT8, arm_transpose_conv_scratch, arm_transpose_conv_run },
    { OP_FULLY_CONNECTED, TYPE_INT8, arm_fc_s8_scratch, arm_fc_s8_run },
    { OP_SVDF, TYPE_INT8, arm_svdf_scratch, arm_svdf_run },
    { OP_AVERAGE_POOL_2D, TYPE_INT8, arm_pool_scratch, arm_pool_run },
    { OP_MAX_POOL_2D, TYPE_INT8, arm_no_scratch, arm_max_run },
    { OP_SOFTMAX, TYPE_INT8, arm_no_scratch, arm_softmax_run },
    { OP_ADD, TYPE_INT8, arm_no_scratch, arm_add_run },
    { OP_MAXIMUM, TYPE_INT8, arm_extremum_scratch, arm_extremum_run },
    { OP_MINIMUM, TYPE_INT8, arm_extremum_scratch, arm_extremum_run },
    { OP_TRANSPOSE, TYPE_INT8, arm_no_scratch, arm_transpose_run },
    { OP_CONV_2D, TYPE_INT16, arm_conv_s16_scratch, arm_conv_s16_run },
    { OP_DEPTHWISE_CONV_2D, TYPE_INT16, arm_depthwise_s16_scratch, arm_depthwise_s16_run },
    { OP_FULLY_CONNECTED, TYPE_INT16, arm_fc_s16_scratch, arm_fc_s16_run },
    { OP_AVERAGE_POOL_2D, TYPE_INT16, arm_pool_scratch, arm_pool_run },
    { OP_MAX_POOL_2D, TYPE_INT16, arm_no_scratch, arm_max_run },
    { OP_SOFTMAX, TYPE_INT16, arm_no_scratch, arm_softmax_run },
    { OP_ADD, TYPE_INT16, arm_no_scratch, arm_add_run },
};

static operator_run_t kernel(const operator_call_t *call, uint32_t *scratch_bytes)
{
    for (size_t i = 0; i < sizeof kernels / sizeof kernels[0]; i++) {
        const served_t *k = &kernels[i];
        if (k->code == call->op->kind->code && k->type == call->op->type) {
            const int32_t bytes = k->scratch(call);
            *scratch_bytes = bytes < 0 ? 0 : (uint32_t)bytes;
            return bytes < 0 ? NULL : k->run;
        }
    }
    return NULL;
}

const hil_kernel_library_t hil_cmsis_nn = { arm_rounding, kernel, HIL_CMSIS_NN_SCRATCH_BYTES };
