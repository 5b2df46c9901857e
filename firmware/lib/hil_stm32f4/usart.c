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
