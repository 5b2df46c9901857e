// Arm MPS2 with application note 386: Cortex-M4F at 25 MHz. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_mps2_board.h"

#define BOARD_ID "mps2-an386"
#define BOARD_MCU "Cortex-M4F"

#define BOARD_IMAGE_ADDRESS 0x21000000u
#define BOARD_UART_ADDRESS 0x40004000u
#define BOARD_COUNTER_ADDRESS 0x40028018u

enum {
    BOARD_CLOCK_HZ = 25000000,
    BOARD_UART_IRQ = 0,
    BOARD_UART_CLOCK_HZ = 25000000,
    // Nanoseconds of a counter tick; see hil_port_settle for the other two.
    BOARD_COUNTER_NUM = 40,
    BOARD_SETTLE_NOPS = 0,
    BOARD_SETTLE_TICKS = 12,
};

#endif
