// What kernels take. Tensors are dense NHWC. The parameter structs have the field order of IMAGE.md, so that the
// image's i32 list is copied straight into them. Kernels trust their arguments: the runner has checked them.
#ifndef HIL_KERNEL_TYPES_H
#define HIL_KERNEL_TYPES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct hil_dims {
    int32_t n, h, w, c;
} hil_dims_t;

// How int16 kernels sum: in 64 bits; in 32 bits with the whole multiplier, as with an INT32 bias; or as CMSIS-NN's arm_convolve_s16 does
// with an INT64 bias, which sums a filter's first 512 columns, and all columns of the last of an odd number of pixels, in 32 bits.
enum { HIL_SUMS_64 = 0, HIL_SUMS_32 = 1, HIL_SUMS_CMSIS_NN = 2 };

// CONV_2D, DEPTHWISE_CONV_2D and TRANSPOSE_CONV. Pads are top and left; a tap outside the input counts zero.
// input_offset is minus the input's zero point, output_offset plus the output's. int16 has no zero points: there input_offset
// says how to sum. In float32 kernels act_min and act_max are the bits of an f32 and the offsets are unused.
typedef struct hil_conv_params {
    int32_t input_offset, output_offset, act_min, act_max;
    int32_t stride_h, stride_w, pad_h, pad_w, dilation_h, dilation_w, kernel_h, kernel_w;
    int32_t depth_multiplier, filter_channels;
} hil_conv_params_t;

// filter_offset is minus the weights' zero point.
typedef struct hil_fc_params {
    int32_t input_offset, filter_offset, output_offset, act_min, act_max;
    int32_t batches, depth, outputs;
} hil_fc_params_t;

typedef struct hil_pool_params {
    int32_t act_min, act_max, stride_h, stride_w, pad_h, pad_w, kernel_h, kernel_w;
} hil_pool_params_t;

typedef struct hil_add_params {
    int32_t input1_offset, input2_offset, left_shift;
    int32_t input1_multiplier, input1_shift, input2_multiplier, input2_shift;
    int32_t output_offset, output_multiplier, output_shift, act_min, act_max;
} hil_add_params_t;

// In the float32 kernel `multiplier` holds the bits of beta and the last two are unused.
typedef struct hil_softmax_params {
    int32_t rows, row_size, multiplier, shift, diff_min;
} hil_softmax_params_t;

// Element of the output's dimension d comes from the input's dimension permutation[d]; dimensions n, h, w, c.
typedef struct hil_transpose_params {
    int32_t permutation[4];
} hil_transpose_params_t;

// features = units * rank; state_offset is the state's zero point, input_offset and output_offset those of input and output.
typedef struct hil_svdf_params {
    int32_t batches, input_size, features, memory, rank;
    int32_t input_offset, output_offset, state_offset, state_min, state_max, act_min, act_max;
} hil_svdf_params_t;

// cell_clip 0 for none; the cell's scale is 2^cell_scale_power.
typedef struct hil_lstm_params {
    int32_t time_major, batches, steps, input_size, hidden_size, cell_clip, cell_scale_power, output_offset;
} hil_lstm_params_t;

// Parts in the order forget, input, cell and output gate, of each the input's and then the hidden state's. Scales have the same order,
// and three more behind them.
enum { HIL_LSTM_PARTS = 8, HIL_LSTM_FORGET_TO_CELL = 8, HIL_LSTM_INPUT_TO_CELL = 9, HIL_LSTM_OUTPUT = 10, HIL_LSTM_SCALES = 11 };

typedef struct hil_lstm_weights {
    const int8_t *weights[HIL_LSTM_PARTS];   // [hidden_size][input_size or hidden_size]
    const void *biases[HIL_LSTM_PARTS];      // [hidden_size], zero points worked in: int32_t for int8, int64_t for int16
} hil_lstm_weights_t;

// Entries of each of int16 SOFTMAX's two tables: exp over [-10, 0], 1 / (1 + x) over [0, 1].
enum { HIL_SOFTMAX_TABLE = 513 };

// Scale of each output channel: multiplier[c * step] * 2^(shift[c * step] - 31); step is 1 per channel, 0 per tensor.
typedef struct hil_scales {
    const int32_t *multiplier;
    const int32_t *shift;
    int32_t step;
    bool single_rounding;
} hil_scales_t;

// Biases as a model stores them, one per output channel. Kernels widen a block of channels at a time, once per run of a layer.
typedef struct hil_bias {
    const void *values;     // int8_t, int16_t or int32_t, aligned; NULL = no biases. int16 kernels take int32_t or int64_t
    uint8_t bytes;          // of one value: 1, 2, 4 or 8
    const uint8_t *shifts;  // 0..62, stands for sat32(value << shifts[c * shift_step]); NULL = the values are meant as they are
    uint8_t shift_step;     // 1 per channel, 0 per layer
} hil_bias_t;

// Wraps in 32 bits like the accumulators it feeds; unsigned because signed overflow is undefined in C.
static inline uint32_t hil_product(uint32_t value, int8_t weight)
{
    const uint32_t extended = (uint32_t)weight;
    return value * extended;
}

static inline float hil_float_from_bits(int32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#endif
