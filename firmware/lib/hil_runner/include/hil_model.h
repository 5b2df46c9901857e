// The table through which the runner reaches a model. The built-in one runs model images (hil_image_model.h); a TFLM or X-CUBE-AI build can
// stand behind the same table and get the same verdicts: see examples/own_runtime. Such a model of the board's own is there from the start:
// `commit` is NULL, HELLO tells an image capacity of 0, and the commands that deliver an image are refused with HIL_OWN_MODEL.
#ifndef HIL_MODEL_H
#define HIL_MODEL_H

#include "hil_board.h"
#include "hil_status.h"

typedef struct hil_model_info {
    uint8_t hash[16];
    uint8_t rounding;   // 0 double, 1 single
    uint16_t tensors, operators, inputs, outputs;
    uint32_t arena_bytes, input_bytes, output_bytes, image_bytes, bias_ram_bytes;
} hil_model_info_t;

// Called round every operator, so that counting and reporting stay out of the model.
typedef struct hil_layer_hook {
    void *context;
    void (*before)(void *context, uint16_t operator_index);
    void (*after)(void *context, uint16_t operator_index);
} hil_layer_hook_t;

// One output element taken apart, see PROBE.
typedef struct hil_probe {
    int32_t bias_stored, bias_widened, accumulator, multiplier, shift, requantized, output;
} hil_probe_t;

// Indices are below the counts of describe(); the runner checks them.
//
// A model of the board's own: describe() tells the first 16 bytes of the SHA-256 of the `.tflite` it was made from, how the runtime rounds, and
// its memory. `operators` is the file's count, in the file's order, each with one output, which is the tensor of the same index. A runtime that
// joins operators or cannot be stopped between them tells of 0 operators and tensors: outputs alone are compared then, and invoke() ignores its count
// and calls the hook round the whole.
typedef struct hil_model {
    void *context;
    void (*drop)(void *context);   // NULL with `commit`
    // Checks and prepares the image that lies in `slot`. NULL: the model is the board's own.
    hil_result_t (*commit)(void *context, hil_span_t slot);
    // NULL when no model is ready.
    const hil_model_info_t *(*describe)(void *context);
    // Working memory, as large as the board has it, inputs included. It is painted before measured runs: nothing but the inputs may have to
    // survive there. Count 0 where that cannot be promised; the high-water mark is then 0, and describe() tells 0 arena bytes.
    hil_span_t (*arena)(void *context);
    hil_span_t (*input)(void *context, uint16_t index);
    hil_span_t (*output)(void *context, uint16_t index);
    hil_span_t (*tensor)(void *context, uint16_t index);
    hil_span_t (*operator_output)(void *context, uint16_t operator_index);
    // Gives variable tensors the values they had after commit. NULL where the model has none.
    void (*reset)(void *context);
    // Runs the first `operators`.
    void (*invoke)(void *context, uint16_t operators, const hil_layer_hook_t *hook);
    // NULL where elements cannot be taken apart.
    hil_result_t (*probe)(void *context, uint16_t operator_index, uint32_t element, hil_probe_t *probe);
} hil_model_t;

#endif
