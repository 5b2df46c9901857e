// The USART of STM32 F1, F2 and F4.
#include <stddef.h>

#include "board.h"
#include "hil_port.h"

typedef struct usart {
    volatile uint32_t status, data, baud, control1;
} usart_t;

_Static_assert(offsetof(usart_t, control1) == 0x0C, "STM32F4 USART register layout");

#define USART ((usart_t *)BOARD_UART_ADDRESS)

enum { STATUS_RX_FULL = 1 << 5, STATUS_SENT = 1 << 6, STATUS_TX_EMPTY = 1 << 7 };
enum { CONTROL_RX = 1 << 2, CONTROL_TX = 1 << 3, CONTROL_RX_INTERRUPT = 1 << 5, CONTROL_ON = 1 << 13 };
enum { BAUD = 115200 };

void hil_uart_start(void)
{
    // With 16-fold oversampling the divider in sixteenths is the plain quotient.
    USART->baud = (BOARD_UART_CLOCK_HZ + BAUD / 2) / BAUD;
    USART->control1 = CONTROL_ON | CONTROL_TX | CONTROL_RX | CONTROL_RX_INTERRUPT;
}

uint32_t hil_uart_speed(uint32_t baud, bool apply)
{
    enum { LEAST_DIVIDER = 16, MOST_DIVIDER = 0xFFFF };
    const uint32_t divider = baud == 0 ? 0 : (BOARD_UART_CLOCK_HZ + baud / 2) / baud;
    if (divider < LEAST_DIVIDER || divider > MOST_DIVIDER) {
        return 0;
    }
    const uint32_t real = BOARD_UART_CLOCK_HZ / divider;
    const uint32_t error = real > baud ? real - baud : baud - real;
    if (error > baud / 50) {
        return 0;
    }
    if (apply) {
        hil_uart_drain();
        USART->baud = divider;
    }
    return real;
}

void hil_uart_acknowledge(void)
{
    // Reading status, then data, is what clears the interrupt, and an overrun with it.
}

bool hil_uart_take(uint8_t *byte)
{
    if ((USART->status & STATUS_RX_FULL) == 0) {
        return false;
    }
    *byte = (uint8_t)USART->data;
    return true;
}

void hil_uart_put(uint8_t byte)
{
    while ((USART->status & STATUS_TX_EMPTY) == 0) {
    }
    USART->data = byte;
}

void hil_uart_drain(void)
{
    while ((USART->status & STATUS_SENT) == 0) {
    }
}
