#include "kernel_library.h"

static hil_result_t bind(const hil_image_model_t *model, hil_image_operator_t *op, operator_run_t kernel, uint32_t scratch_bytes)
{
    const hil_kernel_library_t *library = model->library;
    if (library->rounding() != model->info.rounding) {
        return hil_error(HIL_ROUNDING, library->rounding());
    }
    if (scratch_bytes > library->scratch_capacity) {
        return hil_error(HIL_SCRATCH_TOO_SMALL, scratch_bytes);
    }
    op->run = kernel;
    return hil_ok();
}

hil_result_t image_bind_kernels(hil_image_model_t *model)
{
    hil_result_t result = hil_ok();
    for (uint32_t i = 0; i < model->info.operators && hil_is_ok(result); i++) {
        hil_image_operator_t *op = &model->operators[i];
        op->run = operator_run_of(op->kind, op->type);
        if (model->library == NULL) {
            continue;
        }
        const operator_call_t call = operator_call_of(model, op);
        uint32_t scratch_bytes = 0;
        const operator_run_t kernel = model->library->kernel(&call, &scratch_bytes);
        result = kernel == NULL ? hil_ok() : bind(model, op, kernel, scratch_bytes);
    }
    return result;
}
