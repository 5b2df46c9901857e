// Arm MPS3 with application note 547: Cortex-M55 at 32 MHz. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_mps2_board.h"

#define BOARD_ID "mps3-an547"
#define BOARD_MCU "Cortex-M55"

#define BOARD_IMAGE_ADDRESS 0x70000000u
#define BOARD_UART_ADDRESS 0x59303000u
#define BOARD_COUNTER_ADDRESS 0x59302018u

enum {
    BOARD_CLOCK_HZ = 32000000,
    BOARD_UART_IRQ = 33,
    BOARD_UART_CLOCK_HZ = 25000000,
    // Nanoseconds of a counter tick; see hil_port_settle for the other two.
    BOARD_COUNTER_NUM = 50,
    BOARD_SETTLE_NOPS = 11,
    BOARD_SETTLE_TICKS = 24,
};

#endif
