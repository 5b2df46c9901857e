// CMSDK UART.
#include <stddef.h>

#include "board.h"
#include "hil_port.h"

typedef struct cmsdk_uart {
    volatile uint32_t data, state, ctrl, interrupt_clear, baud_divider;
} cmsdk_uart_t;

_Static_assert(offsetof(cmsdk_uart_t, baud_divider) == 0x10, "CMSDK UART register layout");

#define UART0 ((cmsdk_uart_t *)BOARD_UART_ADDRESS)

enum { STATE_TX_FULL = 1, STATE_RX_FULL = 2, CTRL_TX = 1, CTRL_RX = 2, CTRL_RX_INTERRUPT = 8, INTERRUPT_RX = 2 };
enum { BAUD = 115200 };

void hil_uart_start(void)
{
    UART0->baud_divider = BOARD_UART_CLOCK_HZ / BAUD;
    UART0->ctrl = CTRL_TX | CTRL_RX | CTRL_RX_INTERRUPT;
}

uint32_t hil_uart_speed(uint32_t baud, bool apply)
{
    enum { LEAST_DIVIDER = 16 };
    const uint32_t divider = baud == 0 ? 0 : (BOARD_UART_CLOCK_HZ + baud / 2) / baud;
    if (divider < LEAST_DIVIDER) {
        return 0;
    }
    const uint32_t real = BOARD_UART_CLOCK_HZ / divider;
    const uint32_t error = real > baud ? real - baud : baud - real;
    if (error > baud / 50) {
        return 0;
    }
    if (apply) {
        hil_uart_drain();
        UART0->baud_divider = divider;
    }
    return real;
}

void hil_uart_acknowledge(void)
{
    UART0->interrupt_clear = INTERRUPT_RX;
}

bool hil_uart_take(uint8_t *byte)
{
    if ((UART0->state & STATE_RX_FULL) == 0) {
        return false;
    }
    *byte = (uint8_t)UART0->data;
    return true;
}

void hil_uart_put(uint8_t byte)
{
    while ((UART0->state & STATE_TX_FULL) != 0) {
    }
    UART0->data = byte;
}

void hil_uart_drain(void)
{
    while ((UART0->state & STATE_TX_FULL) != 0) {
    }
}
