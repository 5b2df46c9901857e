// The firmware as a desktop process.
#ifndef BOARD_H
#define BOARD_H

#define BOARD_ID "host"
#define BOARD_MCU "desktop"

enum {
    BOARD_ARENA_BYTES = 8 * 1024 * 1024,
    BOARD_BIAS_RAM_BYTES = 1024 * 1024,
    BOARD_IMAGE_BYTES = 8 * 1024 * 1024,
    BOARD_RX_WINDOW = 65536,   // what a pipe holds
};

#endif
