// BBC micro:bit as QEMU has it: nRF51822, Cortex-M0 at 16 MHz, 256 KB flash, 16 KB RAM. Addresses and sizes agree with link.ld and board.json.
#ifndef BOARD_H
#define BOARD_H

#include "hil_board.h"

#define BOARD_ID "microbit"
#define BOARD_MCU "Cortex-M0"

// The flash above the first 80 KB.
#define BOARD_IMAGE_ADDRESS 0x00014000u
#define BOARD_IMAGE_BYTES (176u * 1024)
#define BOARD_IMAGE_IN_FLASH true
#define BOARD_WINDOW_BYTES 0u

#define BOARD_UART_ADDRESS 0x40002000u

enum {
    BOARD_CLOCK_HZ = 16000000,
    BOARD_ARENA_BYTES = 7872,
    BOARD_BIAS_RAM_BYTES = 944,
    BOARD_INTERRUPTS = 32,
    BOARD_UART_IRQ = 2,
    BOARD_UART_PIN_TX = 24,
    BOARD_UART_PIN_RX = 25,
    BOARD_RX_RING = 256,
    // TIMER0 ticks every 62.5 ns; an instruction takes 64 ns under -icount shift=6.
    BOARD_COUNTER_UNIT = HIL_COUNTER_INSTRUCTIONS,
    BOARD_COUNTER_NUM = 125,
    BOARD_COUNTER_DEN = 128,
};

#endif
