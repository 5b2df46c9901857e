// What the MPS2 and MPS3 boards share under QEMU: a window of 16 MB that begins with the image slot, RAM of which arena and bias RAM take
// most, and a counter that stands for instructions (hil_port_settle). Included by their board.h.
#ifndef HIL_MPS2_BOARD_H
#define HIL_MPS2_BOARD_H

#include "hil_board.h"

#define BOARD_IMAGE_BYTES (8u * 1024 * 1024)
#define BOARD_IMAGE_IN_FLASH false
#define BOARD_WINDOW_BYTES (16u * 1024 * 1024)

enum {
    BOARD_ARENA_BYTES = 2048 * 1024,
    BOARD_BIAS_RAM_BYTES = 256 * 1024,
    BOARD_INTERRUPTS = 64,
    BOARD_RX_RING = 8192,
    BOARD_COUNTER_UNIT = HIL_COUNTER_INSTRUCTIONS,
    // Nanoseconds of an instruction under -icount shift=6.
    BOARD_COUNTER_DEN = 64,
};

#endif
