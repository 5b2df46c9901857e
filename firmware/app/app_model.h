// Which model the runner serves: images (app/image), or a runtime of your own in their place (make RUNTIME=folder).
#ifndef APP_MODEL_H
#define APP_MODEL_H

#include "hil_board.h"
#include "hil_model.h"

// Called at every start of the board, again after a reset. The table must stay valid.
const hil_model_t *app_model(const hil_board_t *board);

#endif
