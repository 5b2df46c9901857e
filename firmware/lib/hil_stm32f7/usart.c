// The USART of STM32 F7, L4 and L5, and their LPUART, which takes 256 times the divider.
#include <stddef.h>

#include "board.h"
#include "hil_port.h"

typedef struct usart {
    volatile uint32_t control1, control2, control3, baud, guard, timeout, request, status, clear, received, transmit;
} usart_t;

_Static_assert(offsetof(usart_t, status) == 0x1C && offsetof(usart_t, transmit) == 0x28, "STM32F7 USART register layout");

#define USART ((usart_t *)BOARD_UART_ADDRESS)

enum { STATUS_RX_FULL = 1 << 5, STATUS_SENT = 1 << 6, STATUS_TX_EMPTY = 1 << 7, CLEAR_OVERRUN = 1 << 3 };
enum { CONTROL_ON = 1, CONTROL_RX = 1 << 2, CONTROL_TX = 1 << 3, CONTROL_RX_INTERRUPT = 1 << 5 };
enum { BAUD = 115200 };
// An LPUART's divider counts 256ths, a USART's (with 16-fold oversampling) sixteenths that cancel out.
enum { LEAST_DIVIDER = BOARD_UART_DIVIDER_FACTOR == 256u ? 0x300 : 16, MOST_DIVIDER = BOARD_UART_DIVIDER_FACTOR == 256u ? 0xFFFFF : 0xFFFF };

static uint64_t divider_for(uint32_t baud)
{
    return ((uint64_t)BOARD_UART_CLOCK_HZ * BOARD_UART_DIVIDER_FACTOR + baud / 2) / baud;
}

// The divider can only be written while the UART is off.
static void start_with(uint32_t divider)
{
    USART->control1 = 0;
    USART->baud = divider;
    USART->control1 = CONTROL_ON | CONTROL_TX | CONTROL_RX | CONTROL_RX_INTERRUPT;
}

void hil_uart_start(void)
{
    start_with((uint32_t)divider_for(BAUD));
}

uint32_t hil_uart_speed(uint32_t baud, bool apply)
{
    const uint64_t divider = baud == 0 ? 0 : divider_for(baud);
    if (divider < LEAST_DIVIDER || divider > MOST_DIVIDER) {
        return 0;
    }
    const uint32_t real = (uint32_t)((uint64_t)BOARD_UART_CLOCK_HZ * BOARD_UART_DIVIDER_FACTOR / divider);
    const uint32_t error = real > baud ? real - baud : baud - real;
    if (error > baud / 50) {
        return 0;
    }
    if (apply) {
        hil_uart_drain();
        start_with((uint32_t)divider);
    }
    return real;
}

void hil_uart_acknowledge(void)
{
    // Reading the byte clears its flag; an overrun has its own, which would raise the interrupt for ever.
    USART->clear = CLEAR_OVERRUN;
}

bool hil_uart_take(uint8_t *byte)
{
    if ((USART->status & STATUS_RX_FULL) == 0) {
        return false;
    }
    *byte = (uint8_t)USART->received;
    return true;
}

void hil_uart_put(uint8_t byte)
{
    while ((USART->status & STATUS_TX_EMPTY) == 0) {
    }
    USART->transmit = byte;
}

void hil_uart_drain(void)
{
    while ((USART->status & STATUS_SENT) == 0) {
    }
}
