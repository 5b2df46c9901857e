#include "kernel_library.h"

static hil_result_t bind(const hil_image_model_t *model, hil_image_operator_t *op, uint32_t scratch_bytes)
{
    const hil_kernel_library_t *library = model->library;
    if (library->rounding() != model->info.rounding) {
        return hil_error(HIL_ROUNDING, library->rounding());
    }
    if (scratch_bytes > library->scratch_capacity) {
        return hil_error(HIL_SCRATCH_TOO_SMALL, scratch_bytes);
    }
    op->linked = true;
    return hil_ok();
}

hil_result_t image_bind_kernels(hil_image_model_t *model)
{
    hil_result_t result = hil_ok();
    for (uint32_t i = 0; i < model->info.operators && hil_is_ok(result); i++) {
        hil_image_operator_t *op = &model->operators[i];
        op->linked = false;
        if (model->library == NULL) {
            continue;
        }
        const operator_call_t call = operator_call_of(model, op);
        uint32_t scratch_bytes = 0;
        const operator_run_t kernel = model->library->kernel(&call, &scratch_bytes);
        result = kernel == NULL ? hil_ok() : bind(model, op, scratch_bytes);
    }
    return result;
}

operator_run_t image_kernel_of(const hil_image_model_t *model, const operator_call_t *call)
{
    uint32_t scratch_bytes;
    return call->op->linked ? model->library->kernel(call, &scratch_bytes) : operator_run_of(call->op->kind, call->op->type);
}
