// NUCLEO-F446RE: STM32F446RE, Cortex-M4F at 180 MHz, 512 KB flash, 128 KB SRAM. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_board.h"

#define BOARD_ID "nucleo-f446re"
#define BOARD_MCU "STM32F446RE"

// Flash sectors 5 to 7.
#define BOARD_IMAGE_ADDRESS 0x08020000u
#define BOARD_IMAGE_BYTES (384u * 1024)
#define BOARD_IMAGE_IN_FLASH true
#define BOARD_WINDOW_BYTES 0u

#define BOARD_UART_ADDRESS 0x40004400u

enum {
    BOARD_CLOCK_HZ = 180000000,
    BOARD_ARENA_BYTES = 80 * 1024,
    BOARD_BIAS_RAM_BYTES = 12 * 1024,
    BOARD_INTERRUPTS = 97,
    BOARD_UART_IRQ = 38,
    BOARD_UART_CLOCK_HZ = 45000000,
    BOARD_RX_RING = 2048,
    BOARD_COUNTER_UNIT = HIL_COUNTER_CYCLES,
    BOARD_COUNTER_NUM = 1,
    BOARD_COUNTER_DEN = 1,
};

#endif
