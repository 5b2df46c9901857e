// Arm MPS2 with application note 505: Cortex-M33F at 20 MHz. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_mps2_board.h"

#define BOARD_ID "mps2-an505"
#define BOARD_MCU "Cortex-M33F"

#define BOARD_IMAGE_ADDRESS 0x80000000u
#define BOARD_UART_ADDRESS 0x50200000u
#define BOARD_COUNTER_ADDRESS 0x50302018u

enum {
    BOARD_CLOCK_HZ = 20000000,
    BOARD_UART_IRQ = 32,
    BOARD_UART_CLOCK_HZ = 20000000,
    // Nanoseconds of a counter tick; see hil_port_settle for the other two.
    BOARD_COUNTER_NUM = 50,
    BOARD_SETTLE_NOPS = 11,
    BOARD_SETTLE_TICKS = 24,
};

#endif
