// The library's rounding is compiled into it and into none of its headers, so it is asked to compute where the two differ.
#include "arm.h"

// 1 * 0.5 * 2^-1: rounded twice 1, rounded once 0.
enum { ONE = 1, HALF = 1 << 30, HALVED = -1 };

uint8_t arm_rounding(void)
{
    const int8_t one = ONE;
    int8_t result = -1;
    int32_t sum = 0;   // what offsets and bias add; MVE kernels want it from the caller
    int32_t multiplier = HALF, shift = HALVED;
    const cmsis_nn_context ctx = { &sum, sizeof sum };
    const cmsis_nn_fc_params params = { 0, 0, 0, { INT8_MIN, INT8_MAX } };
    const cmsis_nn_quant_params scale = { &multiplier, &shift, 0 };
    const cmsis_nn_dims dims = { 1, 1, 1, 1 };
    arm_fully_connected_wrapper_s8(&ctx, &params, &scale, &dims, &one, &dims, &one, &dims, NULL, &dims, &result);
    return result == 0 ? 1 : 0;
}
