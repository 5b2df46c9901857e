#include "commands.h"

static const struct {
    uint8_t kind;
    command_handler_t handler;
} commands[] = {
    { HIL_HELLO, command_hello },
    { HIL_PING, command_ping },
    { HIL_IMAGE_BEGIN, command_image_begin },
    { HIL_IMAGE_WRITE, command_image_write },
    { HIL_IMAGE_COMMIT, command_image_commit },
    { HIL_MODEL_INFO, command_model_info },
    { HIL_INPUT_WRITE, command_input_write },
    { HIL_RUN, command_run },
    { HIL_LAYERS, command_layers },
    { HIL_TENSOR_READ, command_tensor_read },
    { HIL_OUTPUT_READ, command_output_read },
    { HIL_RUN_WINDOW, command_run_window },
    { HIL_PROBE, command_probe },
    { HIL_RESET, command_reset },
    { HIL_LINK_SPEED, command_link_speed },
};

command_handler_t command_find(uint8_t kind)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (commands[i].kind == kind) {
            return commands[i].handler;
        }
    }
    return NULL;
}
