#include "hil_image_model.h"

#include "kernel_library.h"

static void drop(void *context)
{
    hil_image_model_t *model = context;
    model->ready = false;
}

static hil_result_t read_image(hil_image_model_t *model, hil_span_t slot)
{
    image_view_t image;
    hil_result_t result = image_read_header(model, slot, &image);
    if (hil_is_ok(result)) {
        result = image_read_tensors(model, &image);
    }
    if (hil_is_ok(result)) {
        result = image_read_operators(model, &image);
    }
    if (hil_is_ok(result)) {
        result = image_widen_biases(model);
    }
    return hil_is_ok(result) ? image_bind_kernels(model) : result;
}

static void reset(void *context)
{
    const hil_image_model_t *model = context;
    for (uint32_t i = 0; i < model->info.tensors; i++) {
        const hil_image_tensor_t *t = &model->tensors[i];
        if (t->variable) {
            memset(model->arena.bytes + t->offset, t->fill, t->bytes);
        }
    }
}

static hil_result_t commit(void *context, hil_span_t slot)
{
    hil_image_model_t *model = context;
    model->ready = false;
    const hil_result_t result = read_image(model, slot);
    if (hil_is_ok(result)) {
        // So that a read before the first run gives zeros, not what an earlier model left.
        memset(model->arena.bytes, 0, model->info.arena_bytes);
        model->ready = true;
        reset(model);
    }
    return result;
}

static const hil_model_info_t *describe(void *context)
{
    const hil_image_model_t *model = context;
    return model->ready ? &model->info : NULL;
}

static hil_span_t arena(void *context)
{
    return ((const hil_image_model_t *)context)->arena;
}

static hil_span_t tensor(void *context, uint16_t index)
{
    const hil_image_model_t *model = context;
    return (hil_span_t){ model->arena.bytes + model->tensors[index].offset, model->tensors[index].bytes };
}

static hil_span_t input(void *context, uint16_t index)
{
    return tensor(context, ((const hil_image_model_t *)context)->endpoints[index]);
}

static hil_span_t output(void *context, uint16_t index)
{
    const hil_image_model_t *model = context;
    return tensor(context, model->endpoints[model->info.inputs + index]);
}

static hil_span_t operator_output(void *context, uint16_t operator_index)
{
    return tensor(context, ((const hil_image_model_t *)context)->operators[operator_index].output);
}

static void invoke(void *context, uint16_t operators, const hil_layer_hook_t *hook)
{
    hil_image_model_t *model = context;
    for (uint16_t i = 0; i < operators; i++) {
        const hil_image_operator_t *op = &model->operators[i];
        const operator_call_t call = operator_call_of(model, op);
        hook->before(hook->context, i);
        op->run(&call);
        hook->after(hook->context, i);
    }
}

static hil_result_t probe(void *context, uint16_t operator_index, uint32_t element, hil_probe_t *result)
{
    hil_image_model_t *model = context;
    const hil_image_operator_t *op = &model->operators[operator_index];
    if (!op->kind->probed || op->type != TYPE_INT8) {
        return hil_error(HIL_IMAGE_OPERATOR, operator_index);
    }
    const operator_call_t call = operator_call_of(model, op);
    if (element >= call.out->bytes) {
        return hil_error(HIL_BAD_ARGUMENT, element);
    }
    probe_element(&call, element, result);
    return hil_ok();
}

hil_model_t hil_image_model_table(hil_image_model_t *model, hil_span_t arena_span, hil_span_t bias_ram)
{
    model->ready = false;
    model->arena = arena_span;
    model->bias_ram = bias_ram;
    model->library = NULL;
    return (hil_model_t){
        .context = model, .drop = drop, .commit = commit, .describe = describe, .arena = arena, .input = input,
        .output = output, .tensor = tensor, .operator_output = operator_output, .reset = reset, .invoke = invoke, .probe = probe,
    };
}
