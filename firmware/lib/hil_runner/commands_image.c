#include <string.h>

#include "commands.h"

// A model of the board's own is always there and takes no image.
static bool is_own_model(const hil_runner_t *runner)
{
    return runner->model->commit == NULL;
}

static void drop_image(hil_runner_t *runner)
{
    runner->model->drop(runner->model->context);
    runner->record_count = 0;
}

hil_result_t command_image_begin(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    (void)reply;
    const uint32_t bytes = hil_read_u32(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    if (is_own_model(runner)) {
        return hil_error(HIL_OWN_MODEL, 0);
    }
    if (runner->board->memory.image_in_flash) {
        return hil_error(HIL_IMAGE_IN_FLASH, 0);
    }
    drop_image(runner);
    const bool fits = bytes <= runner->board->memory.image_slot.count;
    runner->image_declared = fits ? bytes : 0;
    return fits ? hil_ok() : hil_error(HIL_IMAGE_TOO_LARGE, bytes);
}

// Only between IMAGE_BEGIN and a good IMAGE_COMMIT, so that a loaded image never changes under the kernels.
hil_result_t command_image_write(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    (void)reply;
    const uint32_t offset = hil_read_u32(request);
    if (request->failed) {
        return bad_length(request);
    }
    const size_t count = hil_read_left(request);
    if (offset > runner->image_declared || count > runner->image_declared - offset) {
        return hil_error(HIL_BAD_ARGUMENT, offset);
    }
    if (count > 0) {
        memcpy(runner->board->memory.image_slot.bytes + offset, request->bytes + request->position, count);
    }
    return hil_ok();
}

static hil_result_t write_info(const hil_runner_t *runner, hil_writer_t *reply)
{
    const hil_model_info_t *info = runner->model->describe(runner->model->context);
    if (info == NULL) {
        return hil_error(HIL_NO_IMAGE, 0);
    }
    hil_write_bytes(reply, info->hash, sizeof info->hash);
    hil_write_u8(reply, info->rounding);
    hil_write_u8(reply, 0);
    hil_write_u16(reply, 0);
    hil_write_u16(reply, info->tensors);
    hil_write_u16(reply, info->operators);
    hil_write_u32(reply, info->arena_bytes);
    hil_write_u32(reply, info->input_bytes);
    hil_write_u32(reply, info->output_bytes);
    hil_write_u32(reply, info->image_bytes);
    hil_write_u32(reply, info->bias_ram_bytes);
    return hil_ok();
}

hil_result_t command_image_commit(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    if (is_own_model(runner)) {
        return hil_error(HIL_OWN_MODEL, 0);
    }
    drop_image(runner);
    const hil_result_t result = runner->model->commit(runner->model->context, runner->board->memory.image_slot);
    if (!hil_is_ok(result)) {
        return result;   // IMAGE_WRITE stays possible: the host may mend a piece and commit again
    }
    runner->image_declared = 0;
    return write_info(runner, reply);
}

hil_result_t command_model_info(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    return hil_read_done(request) ? write_info(runner, reply) : bad_length(request);
}
