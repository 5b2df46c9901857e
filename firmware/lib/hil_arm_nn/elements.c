// Operators without weights.
#include "kernels.h"

static hil_pool_params_t pool_of(const cmsis_nn_pool_params *params, const cmsis_nn_dims *filter_dims)
{
    return (hil_pool_params_t){
        .act_min = params->activation.min, .act_max = params->activation.max, .stride_h = params->stride.h, .stride_w = params->stride.w,
        .pad_h = params->padding.h, .pad_w = params->padding.w, .kernel_h = filter_dims->h, .kernel_w = filter_dims->w,
    };
}

int32_t arm_avgpool_s8_get_buffer_size(const int out_width, const int channels)
{
    (void)out_width, (void)channels;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_avgpool_s8(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims, const int8_t *in,
                                   const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int8_t *out)
{
    (void)ctx;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_pool_params_t p = pool_of(params, filter_dims);
    hil_avgpool_s8(&p, &from, in, &to, out);
    return ARM_CMSIS_NN_SUCCESS;
}

int32_t arm_avgpool_s16_get_buffer_size(const int out_width, const int channels)
{
    (void)out_width, (void)channels;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_avgpool_s16(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims, const int16_t *in,
                                    const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int16_t *out)
{
    (void)ctx;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_pool_params_t p = pool_of(params, filter_dims);
    hil_avgpool_s16(&p, &from, in, &to, out);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_max_pool_s8(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims, const int8_t *in,
                                    const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int8_t *out)
{
    (void)ctx;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_pool_params_t p = pool_of(params, filter_dims);
    hil_max_pool(&p, &from, in, &to, out, 1);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_max_pool_s16(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *params, const cmsis_nn_dims *in_dims,
                                     const int16_t *in, const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *out_dims, int16_t *out)
{
    (void)ctx;
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    const hil_pool_params_t p = pool_of(params, filter_dims);
    hil_max_pool(&p, &from, in, &to, out, 2);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_elementwise_add_s8(const int8_t *a, const int8_t *b, const int32_t a_offset, const int32_t a_multiplier,
                                           const int32_t a_shift, const int32_t b_offset, const int32_t b_multiplier, const int32_t b_shift,
                                           const int32_t left_shift, int8_t *out, const int32_t out_offset, const int32_t out_multiplier,
                                           const int32_t out_shift, const int32_t act_min, const int32_t act_max, const int32_t count)
{
    const hil_add_params_t p = { a_offset, b_offset, left_shift, a_multiplier, a_shift, b_multiplier, b_shift, out_offset, out_multiplier, out_shift,
                                 act_min, act_max };
    hil_elementwise_add_s8(&p, SINGLE_ROUNDING, a, b, out, (size_t)count);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_elementwise_add_s16(const int16_t *a, const int16_t *b, const int32_t a_offset, const int32_t a_multiplier,
                                            const int32_t a_shift, const int32_t b_offset, const int32_t b_multiplier, const int32_t b_shift,
                                            const int32_t left_shift, int16_t *out, const int32_t out_offset, const int32_t out_multiplier,
                                            const int32_t out_shift, const int32_t act_min, const int32_t act_max, const int32_t count)
{
    const hil_add_params_t p = { a_offset, b_offset, left_shift, a_multiplier, a_shift, b_multiplier, b_shift, out_offset, out_multiplier, out_shift,
                                 act_min, act_max };
    hil_elementwise_add_s16(&p, SINGLE_ROUNDING, a, b, out, (size_t)count);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_maximum_s8(const cmsis_nn_context *ctx, const int8_t *a, const cmsis_nn_dims *a_dims, const int8_t *b,
                                   const cmsis_nn_dims *b_dims, int8_t *out, const cmsis_nn_dims *out_dims)
{
    (void)ctx;
    const hil_dims_t left = dims_of(a_dims), right = dims_of(b_dims), to = dims_of(out_dims);
    hil_extremum(true, &left, a, &right, b, &to, out, 1);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_minimum_s8(const cmsis_nn_context *ctx, const int8_t *a, const cmsis_nn_dims *a_dims, const int8_t *b,
                                   const cmsis_nn_dims *b_dims, int8_t *out, const cmsis_nn_dims *out_dims)
{
    (void)ctx;
    const hil_dims_t left = dims_of(a_dims), right = dims_of(b_dims), to = dims_of(out_dims);
    hil_extremum(false, &left, a, &right, b, &to, out, 1);
    return ARM_CMSIS_NN_SUCCESS;
}

void arm_softmax_s8(const int8_t *in, const int32_t rows, const int32_t row_size, const int32_t multiplier, const int32_t shift,
                    const int32_t diff_min, int8_t *out)
{
    const hil_softmax_params_t p = { rows, row_size, multiplier, shift, diff_min };
    hil_softmax_s8(&p, in, out);
}

// The kernel takes both tables one after the other.
arm_cmsis_nn_status arm_softmax_s16(const int16_t *in, const int32_t rows, const int32_t row_size, const int32_t multiplier, const int32_t shift,
                                    const cmsis_nn_softmax_lut_s16 *tables, int16_t *out)
{
    static int16_t both[2 * HIL_SOFTMAX_TABLE];
    memcpy(both, tables->exp_lut, sizeof both / 2);
    memcpy(both + HIL_SOFTMAX_TABLE, tables->one_by_one_lut, sizeof both / 2);
    const hil_softmax_params_t p = { .rows = rows, .row_size = row_size, .multiplier = multiplier, .shift = shift };
    hil_softmax_s16(&p, SINGLE_ROUNDING, both, in, out);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_transpose_s8(const int8_t *in, int8_t *const out, const cmsis_nn_dims *const in_dims, const cmsis_nn_dims *const out_dims,
                                     const cmsis_nn_transpose_params *const params)
{
    const hil_dims_t from = dims_of(in_dims), to = dims_of(out_dims);
    hil_transpose_params_t p = { { 0, 1, 2, 3 } };
    for (int32_t d = 0; d < params->num_dims; d++) {
        p.permutation[d] = (int32_t)params->permutations[d];
    }
    hil_transpose(&p, &from, (const uint8_t *)in, &to, (uint8_t *)out, 1);
    return ARM_CMSIS_NN_SUCCESS;
}
