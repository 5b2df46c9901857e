// FULLY_CONNECTED and SVDF.
#include "kernels.h"

static hil_fc_params_t matrix_of(const cmsis_nn_fc_params *params, const cmsis_nn_dims *in_dims, const cmsis_nn_dims *filter_dims)
{
    return (hil_fc_params_t){
        .input_offset = params->input_offset, .filter_offset = params->filter_offset, .output_offset = params->output_offset,
        .act_min = params->activation.min, .act_max = params->activation.max,
        .batches = in_dims->n, .depth = filter_dims->n, .outputs = filter_dims->c,
    };
}

int32_t arm_fully_connected_s8_get_buffer_size(const cmsis_nn_dims *filter_dims)
{
    return HIL_ARM_NN_BUFFER_BYTES == 0 ? 0 : 4 * filter_dims->c;
}

arm_cmsis_nn_status arm_fully_connected_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_fc_params *params, const cmsis_nn_quant_params *scales,
                                                   const cmsis_nn_dims *in_dims, const int8_t *in, const cmsis_nn_dims *filter_dims,
                                                   const int8_t *filter, const cmsis_nn_dims *bias_dims, const int32_t *bias,
                                                   const cmsis_nn_dims *out_dims, int8_t *out)
{
    (void)ctx, (void)bias_dims, (void)out_dims;
    const hil_scales_t s = scales_of(scales->multiplier, scales->shift, scales->is_per_channel != 0 ? 1 : 0);
    const hil_bias_t b = bias_of(bias, 4);
    const hil_fc_params_t p = matrix_of(params, in_dims, filter_dims);
    hil_fully_connected_s8(&p, &s, in, filter, &b, out);
    return ARM_CMSIS_NN_SUCCESS;
}

int32_t arm_fully_connected_s16_get_buffer_size(const cmsis_nn_dims *filter_dims)
{
    (void)filter_dims;
    return HIL_ARM_NN_BUFFER_BYTES;
}

arm_cmsis_nn_status arm_fully_connected_s16(const cmsis_nn_context *ctx, const cmsis_nn_fc_params *params,
                                            const cmsis_nn_per_tensor_quant_params *scale, const cmsis_nn_dims *in_dims, const int16_t *in,
                                            const cmsis_nn_dims *filter_dims, const int8_t *filter, const cmsis_nn_dims *bias_dims,
                                            const int64_t *bias, const cmsis_nn_dims *out_dims, int16_t *out)
{
    (void)ctx, (void)bias_dims, (void)out_dims;
    const hil_scales_t s = scales_of(&scale->multiplier, &scale->shift, 0);
    const hil_bias_t b = bias_of(bias, 8);
    hil_fc_params_t p = matrix_of(params, in_dims, filter_dims);
    p.input_offset = HIL_SUMS_64;
    hil_fully_connected_s16(&p, &s, in, filter, &b, out);
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_vector_sum_s8(int32_t *sums, const int32_t columns, const int32_t rows, const int8_t *values, const int32_t in_offset,
                                      const int32_t filter_offset, const int32_t *bias)
{
    for (int32_t row = 0; row < rows; row++) {
        int32_t sum = columns * filter_offset;
        for (int32_t i = 0; i < columns; i++) {
            sum += values[row * columns + i];
        }
        sums[row] = (bias != NULL ? bias[row] : 0) + in_offset * sum;
    }
    return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_svdf_state_s16_s8(const cmsis_nn_context *features, const cmsis_nn_context *units, const cmsis_nn_svdf_params *params,
                                          const cmsis_nn_per_tensor_quant_params *state_scale, const cmsis_nn_per_tensor_quant_params *out_scale,
                                          const cmsis_nn_dims *in_dims, const int8_t *in, const cmsis_nn_dims *state_dims, int16_t *state,
                                          const cmsis_nn_dims *feature_dims, const int8_t *feature, const cmsis_nn_dims *time_dims,
                                          const int16_t *time, const cmsis_nn_dims *bias_dims, const int32_t *bias, const cmsis_nn_dims *out_dims,
                                          int8_t *out)
{
    (void)features, (void)units, (void)state_dims, (void)bias_dims, (void)out_dims;
    const int32_t multipliers[2] = { state_scale->multiplier, out_scale->multiplier }, shifts[2] = { state_scale->shift, out_scale->shift };
    const hil_scales_t s = scales_of(multipliers, shifts, 1);
    const hil_bias_t b = bias_of(bias, 4);
    const hil_svdf_params_t p = {
        .batches = in_dims->n, .input_size = in_dims->h, .features = feature_dims->n, .memory = time_dims->h, .rank = params->rank,
        .input_offset = params->input_offset, .output_offset = params->output_offset,
        .state_min = params->input_activation.min, .state_max = params->input_activation.max,
        .act_min = params->output_activation.min, .act_max = params->output_activation.max,
    };
    hil_svdf_state_s16_s8(&p, &s, in, state, feature, time, &b, out);
    return ARM_CMSIS_NN_SUCCESS;
}
