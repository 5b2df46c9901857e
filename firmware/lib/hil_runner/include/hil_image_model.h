// A model image (IMAGE.md) behind the model table. Everything the kernels rely on is checked at commit and decoded
// into this struct, so that records changed later through a shared window cannot lead a kernel astray.
#ifndef HIL_IMAGE_MODEL_H
#define HIL_IMAGE_MODEL_H

#include "hil_kernel_types.h"
#include "hil_model.h"

// Tables of this firmware; an image with more is refused with IMAGE_TOO_LARGE. A small board sets smaller ones in its board.mk.
#ifndef HIL_MAX_TENSORS
#define HIL_MAX_TENSORS 1024
#endif
#ifndef HIL_MAX_OPERATORS
#define HIL_MAX_OPERATORS 512
#endif
#ifndef HIL_MAX_ENDPOINTS
#define HIL_MAX_ENDPOINTS 64
#endif

typedef struct hil_image_tensor {
    hil_dims_t dims;
    uint32_t offset, bytes;
    uint8_t type;
    bool variable;   // keeps its value from run to run of a stream; else it is filled with `fill` before each
    uint8_t fill;
} hil_image_tensor_t;

typedef union hil_parameters {
    int32_t words[14];
    hil_conv_params_t conv;
    hil_fc_params_t fc;
    hil_pool_params_t pool;
    hil_add_params_t add;
    hil_softmax_params_t softmax;
    hil_transpose_params_t transpose;
    hil_svdf_params_t svdf;
    hil_lstm_params_t lstm;
} hil_parameters_t;

struct hil_operator_kind;
struct operator_call;
struct hil_kernel_library;

typedef struct hil_image_operator {
    const struct hil_operator_kind *kind;
    void (*run)(const struct operator_call *call);   // the kernel it was given at commit
    uint8_t type, bias_type, widening;
    uint16_t input0, input1, input2, output, channels;
    hil_parameters_t parameters;
    const uint8_t *weights;
    const uint8_t *stored_bias;   // as in the image; NULL = none
    hil_bias_t bias;              // as int8 kernels take it: in the image, or widened by a multiplier in bias RAM
    const uint8_t *widening_data;
    hil_scales_t scales;
} hil_image_operator_t;

typedef struct hil_image_model {
    hil_span_t arena, bias_ram;
    const struct hil_kernel_library *library;   // NULL: the built-in kernels only
    bool ready;
    const uint8_t *image;
    hil_model_info_t info;
    uint16_t endpoints[HIL_MAX_ENDPOINTS];   // inputs, then outputs
    hil_image_tensor_t tensors[HIL_MAX_TENSORS];
    hil_image_operator_t operators[HIL_MAX_OPERATORS];
} hil_image_model_t;

// Prepares `model` for images and returns the table that reaches it. With a `library` set afterwards, images run its kernels.
hil_model_t hil_image_model_table(hil_image_model_t *model, hil_span_t arena, hil_span_t bias_ram);

#endif
