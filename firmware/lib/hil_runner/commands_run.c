#include "commands.h"
#include "endpoints.h"
#include "measured_run.h"
#include "watermark.h"

enum { ALL_OPERATORS = 0xFFFF, RUN_RECORDS = 1, RUN_PAINT = 2, RUN_KEEP_STATE = 4 };

// Samples are independent unless the host says that they are one stream.
static void reset_unless(int keep, const hil_model_t *model)
{
    if (keep == 0 && model->reset != NULL) {
        model->reset(model->context);
    }
}

hil_result_t command_run(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    const uint16_t wanted = hil_read_u16(request);
    const uint8_t flags = hil_read_u8(request);
    const uint8_t pattern = hil_read_u8(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    const hil_model_info_t *info = runner->model->describe(runner->model->context);
    if (info == NULL) {
        return hil_error(HIL_NO_IMAGE, 0);
    }
    const uint16_t operators = wanted == ALL_OPERATORS ? info->operators : wanted;
    if (operators > info->operators || (flags & ~(RUN_RECORDS | RUN_PAINT | RUN_KEEP_STATE)) != 0) {
        return hil_error(HIL_BAD_ARGUMENT, operators > info->operators ? wanted : flags);
    }
    const bool paint = (flags & RUN_PAINT) != 0;
    const hil_span_t stack = runner->board->memory.stack;
    if (paint) {
        watermark_paint_arena(runner->model, pattern);
        watermark_paint_stack(stack, pattern);
    }
    reset_unless(flags & RUN_KEEP_STATE, runner->model);
    const uint64_t ticks = measured_run(runner, operators, (flags & RUN_RECORDS) != 0);
    // Before anything else below can go deeper into the stack than the operators did.
    const uint32_t stack_high = paint ? watermark_scan_stack(stack, pattern) : 0;
    hil_write_u64(reply, ticks);
    hil_write_u32(reply, operators == info->operators ? endpoints_output_crc(runner->model) : 0);
    hil_write_u32(reply, paint ? watermark_scan_arena(runner->model, pattern) : 0);
    hil_write_u32(reply, stack_high);
    hil_write_u16(reply, operators);
    hil_write_u16(reply, runner->record_count);
    return hil_ok();
}

static void write_record(hil_writer_t *reply, const hil_layer_record_t *record)
{
    hil_write_u32(reply, record->crc);
    hil_write_u32(reply, record->ticks);
}

hil_result_t command_layers(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    const uint16_t first = hil_read_u16(request);
    const uint16_t count = hil_read_u16(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    if (first > runner->record_count || count > runner->record_count - first) {
        return hil_error(HIL_BAD_ARGUMENT, (uint32_t)first + count);
    }
    for (uint32_t i = 0; i < count; i++) {
        write_record(reply, &runner->records[first + i]);
    }
    return reply->failed ? hil_error(HIL_BAD_ARGUMENT, count) : hil_ok();
}

typedef struct window_job {
    uint32_t input_offset, output_offset, count;
    bool records;
    uint8_t keep;   // RUN_KEEP_STATE or 0
} window_job_t;

// [offset, offset + count * bytes) must lie in the window and behind the image, which may be its beginning.
static bool samples_fit(hil_span_t window, const hil_model_info_t *info, uint32_t offset, uint32_t count, uint32_t bytes)
{
    const uint64_t total = (uint64_t)count * bytes;
    return offset >= info->image_bytes && offset <= window.count && total <= window.count - offset;
}

static hil_result_t check_job(const hil_runner_t *runner, const hil_model_info_t *info, const window_job_t *job, size_t room)
{
    const hil_span_t window = runner->board->memory.window;
    const uint64_t sample_reply = 8 + (job->records ? 8 * (uint64_t)info->operators : 0);
    if (sample_reply * job->count > room) {
        return hil_error(HIL_BAD_ARGUMENT, job->count);
    }
    if (!samples_fit(window, info, job->input_offset, job->count, info->input_bytes)) {
        return hil_error(HIL_BAD_ARGUMENT, job->input_offset);
    }
    if (!samples_fit(window, info, job->output_offset, job->count, info->output_bytes)) {
        return hil_error(HIL_BAD_ARGUMENT, job->output_offset);
    }
    return hil_ok();
}

static void run_sample(hil_runner_t *runner, const hil_model_info_t *info, const window_job_t *job, uint32_t sample, hil_writer_t *reply)
{
    uint8_t *window = runner->board->memory.window.bytes;
    const uint8_t *in = window + job->input_offset + sample * info->input_bytes;
    uint8_t *out = window + job->output_offset + sample * info->output_bytes;
    reset_unless(job->keep, runner->model);
    endpoints_write_inputs(runner->model, 0, in, info->input_bytes);
    const uint64_t ticks = measured_run(runner, info->operators, job->records);
    endpoints_read_outputs(runner->model, 0, out, info->output_bytes);
    hil_write_u32(reply, endpoints_output_crc(runner->model));
    hil_write_u32(reply, (uint32_t)ticks);
    for (uint16_t i = 0; i < runner->record_count; i++) {
        write_record(reply, &runner->records[i]);
    }
}

hil_result_t command_run_window(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    window_job_t job = { .input_offset = hil_read_u32(request), 0, 0, false, 0 };
    job.output_offset = hil_read_u32(request);
    job.count = hil_read_u32(request);
    const uint8_t flags = hil_read_u8(request);
    const uint32_t reserved = hil_read_u8(request) | (uint32_t)hil_read_u16(request) << 8;
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    if (runner->board->memory.window.count == 0) {
        return hil_error(HIL_NO_WINDOW, 0);
    }
    const hil_model_info_t *info = runner->model->describe(runner->model->context);
    if (info == NULL) {
        return hil_error(HIL_NO_IMAGE, 0);
    }
    if ((flags & ~(RUN_RECORDS | RUN_KEEP_STATE)) != 0 || reserved != 0) {
        return hil_error(HIL_BAD_ARGUMENT, flags);
    }
    job.records = (flags & RUN_RECORDS) != 0;
    job.keep = flags & RUN_KEEP_STATE;
    const hil_result_t fits = check_job(runner, info, &job, reply->capacity);
    for (uint32_t i = 0; hil_is_ok(fits) && i < job.count; i++) {
        run_sample(runner, info, &job, i, reply);
    }
    return fits;
}
