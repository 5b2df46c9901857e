#include "app_model.h"

#include "hil_image_model.h"
#include "hil_kernel_set.h"

// Too large for any stack.
static hil_image_model_t image_model;
static hil_model_t table;

const hil_model_t *app_model(const hil_board_t *board)
{
    table = hil_image_model_table(&image_model, board->memory.arena, board->memory.bias_ram);
#if defined(HIL_KERNEL_LIBRARY)
    image_model.library = HIL_KERNEL_LIBRARY;
#endif
    return &table;
}
