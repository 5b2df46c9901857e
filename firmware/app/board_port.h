// What the application asks of a board folder.
#ifndef BOARD_PORT_H
#define BOARD_PORT_H

#include "hil_board.h"
#include "hil_transport.h"

// Brings the board up, also again after board_restart() returned. NULL when it cannot; the board has said why.
const hil_board_t *board_start(int argc, char **argv);
const hil_transport_t *board_transport(void);
// Called once the runner lives, for a fault handler that reports the operator it ran.
void board_watch(const volatile uint16_t *running_operator);
// Restarts after the last byte has left. Does not return on a microcontroller.
void board_restart(void);

#endif
