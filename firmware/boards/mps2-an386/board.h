// Arm MPS2 with application note 386: Cortex-M4F at 25 MHz. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#define BOARD_ID "mps2-an386"
#define BOARD_MCU "Cortex-M4F"

enum {
    BOARD_CLOCK_HZ = 25000000,
    BOARD_ARENA_BYTES = 2 * 1024 * 1024,
    BOARD_BIAS_RAM_BYTES = 256 * 1024,
    BOARD_WINDOW_ADDRESS = 0x21000000,
    BOARD_WINDOW_BYTES = 16 * 1024 * 1024,
    BOARD_IMAGE_BYTES = 8 * 1024 * 1024,
    // Under -icount shift=6 an instruction takes 64 ns and a counter tick 40 ns.
    BOARD_COUNTER_NUM = 40,
    BOARD_COUNTER_DEN = 64,
};

#endif
