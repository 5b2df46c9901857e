// One row per operator: how many parameters it has, what must hold, and its kernels. Adding a kernel is adding a row.
#ifndef HIL_OPERATOR_KIND_H
#define HIL_OPERATOR_KIND_H

#include "image_format.h"

enum {
    OP_ADD = 0,
    OP_AVERAGE_POOL_2D = 1,
    OP_CONV_2D = 3,
    OP_DEPTHWISE_CONV_2D = 4,
    OP_FULLY_CONNECTED = 9,
    OP_MAX_POOL_2D = 17,
    OP_RESHAPE = 22,
    OP_SOFTMAX = 25,
    OP_SVDF = 27,
    OP_TRANSPOSE = 39,
    OP_UNIDIRECTIONAL_SEQUENCE_LSTM = 44,
    OP_MAXIMUM = 55,
    OP_MINIMUM = 57,
    OP_TRANSPOSE_CONV = 67,
};

// What a check or a kernel call sees of one operator.
typedef struct operator_call {
    const hil_image_operator_t *op;
    const hil_image_tensor_t *in0, *in1, *in2, *out;   // in1 and in2 are NULL when there is none
    uint8_t *arena;
} operator_call_t;

// What an operator needs of the image besides its tensors; all zero for nothing.
typedef struct operator_needs {
    uint64_t weight_bytes;
    bool biases;          // one for each of its channels, or none
    bool channel_scales;  // one scale, or one for each channel
    uint32_t scales;      // exactly so many, where not by channel
} operator_needs_t;

typedef void (*operator_run_t)(const operator_call_t *call);

typedef struct hil_operator_kind {
    uint16_t code;               // TFLite's builtin code
    uint8_t parameters;          // i32 words
    uint8_t inputs;              // activations and states
    bool probed;                 // PROBE can take an output element apart
    // True when parameters and tensors fit each other, so that the kernel stays inside its tensors. `needs` is all zero before.
    bool (*check)(const operator_call_t *call, operator_needs_t *needs);
    operator_run_t run_s8, run_s16, run_f32;   // NULL where there is no kernel for the type
} hil_operator_kind_t;

// NULL when this firmware has no such operator.
const hil_operator_kind_t *operator_kind_find(uint16_t code);
// NULL when it has none for the type.
operator_run_t operator_run_of(const hil_operator_kind_t *kind, uint8_t type);

bool check_convolve(const operator_call_t *call, operator_needs_t *needs);
bool check_depthwise_conv(const operator_call_t *call, operator_needs_t *needs);
bool check_transpose_conv(const operator_call_t *call, operator_needs_t *needs);
bool check_fully_connected(const operator_call_t *call, operator_needs_t *needs);
bool check_avgpool(const operator_call_t *call, operator_needs_t *needs);
bool check_max_pool(const operator_call_t *call, operator_needs_t *needs);
bool check_add(const operator_call_t *call, operator_needs_t *needs);
bool check_extremum(const operator_call_t *call, operator_needs_t *needs);
bool check_softmax(const operator_call_t *call, operator_needs_t *needs);
bool check_reshape(const operator_call_t *call, operator_needs_t *needs);
bool check_transpose(const operator_call_t *call, operator_needs_t *needs);
bool check_svdf(const operator_call_t *call, operator_needs_t *needs);
bool check_lstm(const operator_call_t *call, operator_needs_t *needs);

operator_call_t operator_call_of(hil_image_model_t *model, const hil_image_operator_t *op);
// The parts of an LSTM's sections: eight matrices, each beginning at a multiple of 16, and eight biases one after another.
hil_lstm_weights_t lstm_weights_of(const hil_image_operator_t *op);
// Taken-apart computation of one element, independent of the kernels. The kind must be CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED.
void probe_element(const operator_call_t *call, uint32_t element, hil_probe_t *probe);
// The stored bias of a channel; 0 when the operator has none or it is float.
int32_t stored_bias(const hil_image_operator_t *op, uint32_t channel);
// The same as it is added to the sum.
int32_t widened_bias(const hil_image_operator_t *op, uint32_t channel);

#endif
