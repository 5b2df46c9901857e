#include <string.h>

#include "app_model.h"
#include "board_port.h"
#include "hil_runner.h"

// Too large for any stack.
static hil_runner_t runner;

static void greet(const hil_identity_t *identity)
{
    char text[100] = "HilRig firmware on ";
    strncat(text, identity->board, 30);
    strncat(text, ", ", 3);
    strncat(text, identity->toolchain, 30);
    hil_runner_log(&runner, text);
}

int main(int argc, char **argv)
{
    hil_end_t end;
    do {
        const hil_board_t *board = board_start(argc, argv);
        if (board == NULL) {
            return 2;
        }
        hil_runner_init(&runner, board, app_model(board), board_transport());
        board_watch(&runner.running_operator);
        greet(&board->identity);
        end = hil_runner_serve(&runner);
        if (end == HIL_END_RESET) {
            board_restart();
        }
    } while (end == HIL_END_RESET);
    return 0;
}
