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
    OP_RESHAPE = 22,
    OP_SOFTMAX = 25,
};

// What a check or a kernel call sees of one operator.
typedef struct operator_call {
    const hil_image_operator_t *op;
    const hil_image_tensor_t *in0, *in1, *out;   // in1 is NULL when there is none
    uint8_t *arena;
} operator_call_t;

typedef struct hil_operator_kind {
    uint16_t code;               // TFLite's builtin code
    uint8_t parameters;          // i32 words
    bool two_inputs;
    bool has_weights;            // and biases, channels and output scales
    // True when parameters, dims and weights fit each other, so that the kernel stays inside its tensors.
    // `weight_elements` is what the operator's weights must hold.
    bool (*check)(const operator_call_t *call, uint64_t *weight_elements);
    void (*run_s8)(const operator_call_t *call);
    void (*run_f32)(const operator_call_t *call);
} hil_operator_kind_t;

// NULL when this firmware has no such operator.
const hil_operator_kind_t *operator_kind_find(uint16_t code);

bool check_convolve(const operator_call_t *call, uint64_t *weight_elements);
bool check_depthwise_conv(const operator_call_t *call, uint64_t *weight_elements);
bool check_fully_connected(const operator_call_t *call, uint64_t *weight_elements);
bool check_avgpool(const operator_call_t *call, uint64_t *weight_elements);
bool check_add(const operator_call_t *call, uint64_t *weight_elements);
bool check_softmax(const operator_call_t *call, uint64_t *weight_elements);
bool check_reshape(const operator_call_t *call, uint64_t *weight_elements);

operator_call_t operator_call_of(hil_image_model_t *model, const hil_image_operator_t *op);
// Taken-apart computation of one element, independent of the kernels. The kind must be CONV_2D, DEPTHWISE_CONV_2D or FULLY_CONNECTED.
void probe_element(const operator_call_t *call, uint32_t element, hil_probe_t *probe);
// The stored bias of a channel; 0 when the operator has none or it is float.
int32_t stored_bias(const hil_image_operator_t *op, uint32_t channel);
// The same as it is added to the sum.
int32_t widened_bias(const hil_image_operator_t *op, uint32_t channel);

#endif
