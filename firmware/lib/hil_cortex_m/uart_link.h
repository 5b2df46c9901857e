// The link over the port's UART.
#ifndef HIL_UART_LINK_H
#define HIL_UART_LINK_H

#include "hil_transport.h"

void uart_link_start(void);
// The interrupt handler for BOARD_UART_IRQ.
void uart_link_isr(void);
// Receives by interrupt into a ring and sleeps when idle.
const hil_transport_t *uart_link(void);
// The same line without interrupts, for a fault handler.
const hil_transport_t *uart_link_polled(void);

#endif
