// nRF52840 DK: Cortex-M4F at 64 MHz, 1 MB flash, 256 KB RAM. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_board.h"

#define BOARD_ID "nrf52840dk"
#define BOARD_MCU "nRF52840"

// The upper three quarters of the flash.
#define BOARD_IMAGE_ADDRESS 0x00040000u
#define BOARD_IMAGE_BYTES (768u * 1024)
#define BOARD_IMAGE_IN_FLASH true
#define BOARD_WINDOW_BYTES 0u

#define BOARD_UART_ADDRESS 0x40002000u

enum {
    BOARD_CLOCK_HZ = 64000000,
    BOARD_ARENA_BYTES = 176 * 1024,
    BOARD_BIAS_RAM_BYTES = 16 * 1024,
    BOARD_INTERRUPTS = 48,
    BOARD_UART_IRQ = 2,
    BOARD_UART_PIN_TX = 6,
    BOARD_UART_PIN_RX = 8,
    BOARD_RX_RING = 4096,
    BOARD_COUNTER_UNIT = HIL_COUNTER_CYCLES,
    BOARD_COUNTER_NUM = 1,
    BOARD_COUNTER_DEN = 1,
};

#endif
