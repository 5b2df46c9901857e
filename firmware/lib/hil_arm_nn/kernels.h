// Arm's types as the built-in kernels take them.
#ifndef HIL_ARM_NN_KERNELS_H
#define HIL_ARM_NN_KERNELS_H

#include "arm_nnfunctions.h"
#include "hil_kernels.h"

// As in CMSIS-NN, how results are rounded is chosen when the library is built.
#ifdef CMSIS_NN_USE_SINGLE_ROUNDING
#define SINGLE_ROUNDING true
#else
#define SINGLE_ROUNDING false
#endif

// What every *_get_buffer_size answers. The kernels need no scratch; tests ask for some.
#ifndef HIL_ARM_NN_BUFFER_BYTES
#define HIL_ARM_NN_BUFFER_BYTES 0
#endif

static inline hil_dims_t dims_of(const cmsis_nn_dims *d)
{
    return (hil_dims_t){ .n = d->n, .h = d->h, .w = d->w, .c = d->c };
}

static inline hil_scales_t scales_of(const int32_t *multiplier, const int32_t *shift, int32_t step)
{
    return (hil_scales_t){ multiplier, shift, step, SINGLE_ROUNDING };
}

static inline hil_bias_t bias_of(const void *values, uint8_t bytes)
{
    return (hil_bias_t){ .values = values, .bytes = bytes };
}

// Without filter_channels and depth_multiplier.
static inline hil_conv_params_t window_of(cmsis_nn_tile stride, cmsis_nn_tile padding, cmsis_nn_tile dilation, cmsis_nn_activation activation,
                                          const cmsis_nn_dims *filter)
{
    return (hil_conv_params_t){
        .act_min = activation.min, .act_max = activation.max, .stride_h = stride.h, .stride_w = stride.w, .pad_h = padding.h, .pad_w = padding.w,
        .dilation_h = dilation.h, .dilation_w = dilation.w, .kernel_h = filter->h, .kernel_w = filter->w,
    };
}

#endif
