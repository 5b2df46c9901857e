// STM32F4 Discovery: STM32F407VG, Cortex-M4F at 168 MHz, 1 MB flash, 128 KB SRAM, 64 KB CCM. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_board.h"

#define BOARD_ID "stm32f4-discovery"
#define BOARD_MCU "STM32F407VG"

// Flash sectors 6 to 11.
#define BOARD_IMAGE_ADDRESS 0x08040000u
#define BOARD_IMAGE_BYTES (768u * 1024)
#define BOARD_IMAGE_IN_FLASH true
#define BOARD_WINDOW_BYTES 0u
// The arena has the SRAM to itself; the rest lies in the core-coupled memory.
#define BOARD_ARENA_ADDRESS 0x20000000u

#define BOARD_UART_ADDRESS 0x40004400u

enum {
    BOARD_CLOCK_HZ = 168000000,
    BOARD_ARENA_BYTES = 128 * 1024,
    BOARD_BIAS_RAM_BYTES = 16 * 1024,
    BOARD_INTERRUPTS = 82,
    BOARD_UART_IRQ = 38,
    BOARD_UART_CLOCK_HZ = 42000000,
    BOARD_RX_RING = 4096,
    BOARD_COUNTER_UNIT = HIL_COUNTER_CYCLES,
    BOARD_COUNTER_NUM = 1,
    BOARD_COUNTER_DEN = 1,
};

#endif
