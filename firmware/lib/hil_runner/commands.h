// Command handlers. Each reads its whole request, checks it, and only then acts; what it wrote is discarded on an error.
#ifndef HIL_COMMANDS_H
#define HIL_COMMANDS_H

#include "hil_runner.h"

typedef hil_result_t (*command_handler_t)(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);

// NULL for a command this firmware does not know.
command_handler_t command_find(uint8_t kind);

hil_result_t command_hello(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_ping(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_reset(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_link_speed(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_image_begin(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_image_write(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_image_commit(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_model_info(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_input_write(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_tensor_read(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_output_read(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_run(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_layers(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_run_window(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);
hil_result_t command_probe(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply);

static inline hil_result_t bad_length(const hil_reader_t *request)
{
    return hil_error(HIL_BAD_LENGTH, (uint32_t)request->count);
}

#endif
