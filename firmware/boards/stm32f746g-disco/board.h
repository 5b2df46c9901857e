// STM32F746G Discovery: STM32F746NG, Cortex-M7 at 216 MHz, 1 MB flash, 320 KB SRAM. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_board.h"

#define BOARD_ID "stm32f746g-disco"
#define BOARD_MCU "STM32F746NG"
#define BOARD_DWT_LOCKED 1

// Flash sectors 5 to 7.
#define BOARD_IMAGE_ADDRESS 0x08040000u
#define BOARD_IMAGE_BYTES (768u * 1024)
#define BOARD_IMAGE_IN_FLASH true
#define BOARD_WINDOW_BYTES 0u

#define BOARD_UART_ADDRESS 0x40011000u
#define BOARD_UART_DIVIDER_FACTOR 1u

enum {
    BOARD_CLOCK_HZ = 216000000,
    BOARD_ARENA_BYTES = 224 * 1024,
    BOARD_BIAS_RAM_BYTES = 24 * 1024,
    BOARD_INTERRUPTS = 98,
    BOARD_UART_IRQ = 37,
    BOARD_UART_CLOCK_HZ = 108000000,
    BOARD_RX_RING = 4096,
    BOARD_COUNTER_UNIT = HIL_COUNTER_CYCLES,
    BOARD_COUNTER_NUM = 1,
    BOARD_COUNTER_DEN = 1,
};

#endif
