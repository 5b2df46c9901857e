// Netduino Plus 2 as QEMU has it: STM32F405, Cortex-M4F at 168 MHz, 1 MB flash, 192 KB RAM. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_board.h"

#define BOARD_ID "netduinoplus2"
#define BOARD_MCU "Cortex-M4F"

// The upper three quarters of the flash.
#define BOARD_IMAGE_ADDRESS 0x08040000u
#define BOARD_IMAGE_BYTES (768u * 1024)
#define BOARD_IMAGE_IN_FLASH true
#define BOARD_WINDOW_BYTES 0u

#define BOARD_UART_ADDRESS 0x40011000u

enum {
    BOARD_CLOCK_HZ = 168000000,
    BOARD_ARENA_BYTES = 128 * 1024,
    BOARD_BIAS_RAM_BYTES = 16 * 1024,
    BOARD_INTERRUPTS = 82,
    BOARD_UART_IRQ = 37,
    BOARD_UART_CLOCK_HZ = 84000000,
    BOARD_RX_RING = 4096,
    // TIM2 in QEMU counts nanoseconds: 64 for an instruction under -icount shift=6.
    BOARD_COUNTER_UNIT = HIL_COUNTER_INSTRUCTIONS,
    BOARD_COUNTER_NUM = 1,
    BOARD_COUNTER_DEN = 64,
};

#endif
