// The model table over an export of `hilrig export c --name model`.
#include "app_model.h"
#include "model.h"

#include <stddef.h>
#include <string.h>

#if !defined(MODEL_INPUT_ELEMENTS) || !defined(MODEL_OUTPUT_ELEMENTS)
#error "this table serves models with one input and one output"
#endif

// A state would not survive the painting of the arena, and there is no telling it apart.
static const bool is_painted = MODEL_STATEFUL == 0;

static const uint8_t sha256[] = MODEL_SHA256;

static hil_model_info_t info = {
    .rounding = MODEL_SINGLE_ROUNDING,
    .tensors = MODEL_LAYERS, .operators = MODEL_LAYERS, .inputs = 1, .outputs = 1,
    .input_bytes = sizeof(*model_input()) * MODEL_INPUT_ELEMENTS, .output_bytes = sizeof(*model_output()) * MODEL_OUTPUT_ELEMENTS,
    .image_bytes = MODEL_CONSTANT_BYTES,
};

static const hil_model_info_t *describe(void *context)
{
    (void)context;
    return &info;
}

// Const is cast away where the table has one type for reading and writing.
static hil_span_t span(const void *bytes, uint32_t count)
{
    return (hil_span_t){ (uint8_t *)(uintptr_t)bytes, count };
}

static hil_span_t arena(void *context)
{
    (void)context;
    return is_painted ? span(model_arena(), MODEL_ARENA_BYTES) : span(NULL, 0);
}

static hil_span_t input(void *context, uint16_t index)
{
    (void)context, (void)index;
    return span(model_input(), info.input_bytes);
}

static hil_span_t output(void *context, uint16_t index)
{
    (void)context, (void)index;
    return span(model_output(), info.output_bytes);
}

static hil_span_t layer_output(void *context, uint16_t index)
{
    (void)context;
    uint32_t bytes;
    const void *values = model_layer_output(index, &bytes);
    return span(values, bytes);
}

static void reset(void *context)
{
    (void)context;
    model_reset();
}

// A layer that CMSIS-NN refuses leaves its output as it was, and so shows as different from the simulator's.
static void invoke(void *context, uint16_t operators, const hil_layer_hook_t *hook)
{
    (void)context;
    for (uint16_t i = 0; i < operators; i++) {
        hook->before(hook->context, i);
        (void)model_run_layer(i);
        hook->after(hook->context, i);
    }
}

static const hil_model_t table = {
    .describe = describe, .arena = arena, .input = input, .output = output, .tensor = layer_output, .operator_output = layer_output, .invoke = invoke,
    .reset = MODEL_STATEFUL == 0 ? NULL : reset,
};

static bool is_right(void)
{
#ifdef EXPORT_SELF_TEST
    if (model_self_test() != 0) {
        return false;
    }
#endif
    return model_init() == MODEL_OK;
}

hil_model_t app_model(const hil_board_t *board)
{
    (void)board;
    memcpy(info.hash, sha256, sizeof info.hash);
    info.arena_bytes = is_painted ? MODEL_ARENA_BYTES : 0;
    if (!is_right()) {
        memset(info.hash, 0xFF, sizeof info.hash);   // of no model, so that none is compared
    }
    return table;
}
