// The model table over a runtime of one's own: everything HilRig needs to know of it is in this file.
#include "app_model.h"

#include "tiny_network.h"

static tiny_arena_t arena;

static const hil_model_info_t info = {
    // The beginning of `sha256sum fixtures/models/tiny_int8.tflite`, the model that tiny_network.c was made from.
    .hash = { HASH },
    .rounding = 0,
    .tensors = TINY_LAYERS, .operators = TINY_LAYERS, .inputs = 1, .outputs = 1,
    .arena_bytes = sizeof(tiny_arena_t), .input_bytes = TINY_INPUTS, .output_bytes = TINY_OUTPUTS,
};

static const hil_model_info_t *describe(void *context)
{
    (void)context;
    return &info;
}

static hil_span_t span(void *bytes, uint32_t count)
{
    return (hil_span_t){ bytes, count };
}

static hil_span_t whole_arena(void *context)
{
    return span(context, sizeof(tiny_arena_t));
}

static hil_span_t input(void *context, uint16_t index)
{
    (void)index;
    return span(((tiny_arena_t *)context)->input, TINY_INPUTS);
}

static hil_span_t output(void *context, uint16_t index)
{
    (void)index;
    return span(((tiny_arena_t *)context)->output, TINY_OUTPUTS);
}

static hil_span_t layer_output(void *context, uint16_t index)
{
    return index == 0 ? span(((tiny_arena_t *)context)->hidden, TINY_HIDDEN) : output(context, 0);
}

static void invoke(void *context, uint16_t operators, const hil_layer_hook_t *hook)
{
    for (uint16_t i = 0; i < operators; i++) {
        hook->before(hook->context, i);
        tiny_layer(context, i);
        hook->after(hook->context, i);
    }
}

// Members that are not named stay NULL: no images, no variable tensors, no probe.
static const hil_model_t table = {
    .context = &arena, .describe = describe, .arena = whole_arena, .input = input, .output = output, .tensor = layer_output,
    .operator_output = layer_output, .invoke = invoke,
};

const hil_model_t *app_model(const hil_board_t *board)
{
    (void)board;
    return &table;
}
