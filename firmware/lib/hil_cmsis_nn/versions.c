// CMSIS-NN has no version macro: the signatures this adapter was written for stand here. They are those of CMSIS-NN 7.0.0 (V.3.5.0 of
// arm_nn_types.h) and of the main branch up to V.3.6.1; cmsis_nn.mk refuses older headers, which lack the wrappers.
#include "arm.h"

typedef arm_cmsis_nn_status fully_connected_wrapper(const cmsis_nn_context *, const cmsis_nn_fc_params *, const cmsis_nn_quant_params *,
                                                    const cmsis_nn_dims *, const int8_t *, const cmsis_nn_dims *, const int8_t *,
                                                    const cmsis_nn_dims *, const int32_t *, const cmsis_nn_dims *, int8_t *);
typedef arm_cmsis_nn_status transpose_conv_wrapper(const cmsis_nn_context *, const cmsis_nn_context *, const cmsis_nn_transpose_conv_params *,
                                                   const cmsis_nn_per_channel_quant_params *, const cmsis_nn_dims *, const int8_t *,
                                                   const cmsis_nn_dims *, const int8_t *, const cmsis_nn_dims *, const int32_t *,
                                                   const cmsis_nn_dims *, int8_t *);
typedef arm_cmsis_nn_status convolve_wrapper_s16(const cmsis_nn_context *, const cmsis_nn_conv_params *, const cmsis_nn_per_channel_quant_params *,
                                                 const cmsis_nn_dims *, const int16_t *, const cmsis_nn_dims *, const int8_t *,
                                                 const cmsis_nn_dims *, const cmsis_nn_bias_data *, const cmsis_nn_dims *, int16_t *);
typedef int32_t convolve_size(const cmsis_nn_conv_params *, const cmsis_nn_dims *, const cmsis_nn_dims *, const cmsis_nn_dims *);
typedef arm_cmsis_nn_status vector_sum(int32_t *, const int32_t, const int32_t, const int8_t *, const int32_t, const int32_t, const int32_t *);

#define FITS(function, type) \
    _Static_assert(_Generic(&(function), type *: 1, default: 0), #function " has another signature than in CMSIS-NN 7.0.0: this adapter does not fit the library's version")

FITS(arm_fully_connected_wrapper_s8, fully_connected_wrapper);
FITS(arm_transpose_conv_wrapper_s8, transpose_conv_wrapper);
FITS(arm_convolve_wrapper_s16, convolve_wrapper_s16);
FITS(arm_convolve_wrapper_s8_get_buffer_size, convolve_size);
FITS(arm_vector_sum_s8, vector_sum);
_Static_assert(sizeof(cmsis_nn_transpose_conv_params) == 12 * sizeof(int32_t), "cmsis_nn_transpose_conv_params is not that of CMSIS-NN 7.0.0");
_Static_assert(sizeof(cmsis_nn_svdf_params) == 7 * sizeof(int32_t), "cmsis_nn_svdf_params is not that of CMSIS-NN 7.0.0");
