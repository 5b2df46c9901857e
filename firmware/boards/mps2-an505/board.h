// Arm MPS2 with application note 505: Cortex-M33F at 20 MHz. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_board.h"

#define BOARD_ID "mps2-an505"
#define BOARD_MCU "Cortex-M33F"

// The image slot is the beginning of the shared window.
#define BOARD_IMAGE_ADDRESS 0x80000000u
#define BOARD_IMAGE_BYTES (8u * 1024 * 1024)
#define BOARD_IMAGE_IN_FLASH false
#define BOARD_WINDOW_BYTES (16u * 1024 * 1024)

#define BOARD_UART_ADDRESS 0x50200000u
#define BOARD_COUNTER_ADDRESS 0x50302018u

enum {
    BOARD_CLOCK_HZ = 20000000,
    BOARD_ARENA_BYTES = 2048 * 1024,
    BOARD_BIAS_RAM_BYTES = 256 * 1024,
    BOARD_INTERRUPTS = 64,
    BOARD_UART_IRQ = 32,
    BOARD_UART_CLOCK_HZ = 20000000,
    BOARD_RX_RING = 8192,
    // Under -icount shift=6 an instruction takes 64 ns and a counter tick 50 ns; see hil_port_settle for the last two.
    BOARD_COUNTER_UNIT = HIL_COUNTER_INSTRUCTIONS,
    BOARD_COUNTER_NUM = 50,
    BOARD_COUNTER_DEN = 64,
    BOARD_SETTLE_NOPS = 11,
    BOARD_SETTLE_TICKS = 24,
};

#endif
