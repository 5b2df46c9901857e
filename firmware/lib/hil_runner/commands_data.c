#include "commands.h"
#include "endpoints.h"

static const hil_model_info_t *model_info(const hil_runner_t *runner)
{
    return runner->model->describe(runner->model->context);
}

hil_result_t command_input_write(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    (void)reply;
    const uint32_t offset = hil_read_u32(request);
    if (request->failed) {
        return bad_length(request);
    }
    const hil_model_info_t *info = model_info(runner);
    if (info == NULL) {
        return hil_error(HIL_NO_IMAGE, 0);
    }
    const size_t count = hil_read_left(request);
    if (offset > info->input_bytes || count > info->input_bytes - offset) {
        return hil_error(HIL_BAD_ARGUMENT, offset);
    }
    endpoints_write_inputs(runner->model, offset, request->bytes + request->position, (uint32_t)count);
    return hil_ok();
}

hil_result_t command_output_read(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    const uint32_t offset = hil_read_u32(request);
    const uint16_t count = hil_read_u16(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    const hil_model_info_t *info = model_info(runner);
    if (info == NULL) {
        return hil_error(HIL_NO_IMAGE, 0);
    }
    if (offset > info->output_bytes || count > info->output_bytes - offset) {
        return hil_error(HIL_BAD_ARGUMENT, offset);
    }
    uint8_t *room = hil_write_room(reply, count);
    if (room == NULL) {
        return hil_error(HIL_BAD_ARGUMENT, count);
    }
    endpoints_read_outputs(runner->model, offset, room, count);
    return hil_ok();
}

hil_result_t command_tensor_read(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    const uint16_t tensor = hil_read_u16(request);
    const uint32_t offset = hil_read_u32(request);
    const uint16_t count = hil_read_u16(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    const hil_model_info_t *info = model_info(runner);
    if (info == NULL) {
        return hil_error(HIL_NO_IMAGE, 0);
    }
    if (tensor >= info->tensors) {
        return hil_error(HIL_BAD_ARGUMENT, tensor);
    }
    const hil_span_t span = runner->model->tensor(runner->model->context, tensor);
    if (offset > span.count || count > span.count - offset) {
        return hil_error(HIL_BAD_ARGUMENT, offset);
    }
    hil_write_bytes(reply, span.bytes + offset, count);
    return reply->failed ? hil_error(HIL_BAD_ARGUMENT, count) : hil_ok();
}

hil_result_t command_probe(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    const uint16_t operator_index = hil_read_u16(request);
    const uint32_t element = hil_read_u32(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    const hil_model_info_t *info = model_info(runner);
    if (info == NULL) {
        return hil_error(HIL_NO_IMAGE, 0);
    }
    if (operator_index >= info->operators) {
        return hil_error(HIL_BAD_ARGUMENT, operator_index);
    }
    if (runner->model->probe == NULL) {
        return hil_error(HIL_IMAGE_OPERATOR, operator_index);
    }
    hil_probe_t probe;
    const hil_result_t result = runner->model->probe(runner->model->context, operator_index, element, &probe);
    if (!hil_is_ok(result)) {
        return result;
    }
    const int32_t words[7] = { probe.bias_stored, probe.bias_widened, probe.accumulator, probe.multiplier,
                               probe.shift, probe.requantized, probe.output };
    for (int32_t i = 0; i < 7; i++) {
        hil_write_u32(reply, (uint32_t)words[i]);
    }
    return hil_ok();
}
