// Peripherals of Arm's MPS2 boards with a Cortex-M3, M4 or M7: CMSDK UART 0 and the FPGAIO counter.
#ifndef HIL_MPS2_H
#define HIL_MPS2_H

#include "hil_transport.h"

enum { HIL_MPS2_UART0_RX_IRQ = 0, HIL_MPS2_RX_RING = 8192 };

// Starts UART 0 with its receive interrupt.
void hil_mps2_uart_start(void);
// The interrupt handler for HIL_MPS2_UART0_RX_IRQ.
void hil_mps2_uart_rx_isr(void);
// Receives by interrupt into a ring and sleeps when idle.
const hil_transport_t *hil_mps2_uart(void);
// The same line without interrupts, for a fault handler.
const hil_transport_t *hil_mps2_uart_polled(void);
// Returns when the last byte has left the transmitter.
void hil_mps2_uart_drain(void);
// Ticks of the 25 MHz counter. Wraps of its 32 bits are seen only when it is read at least every 171 s.
uint64_t hil_mps2_ticks(void);
// Returns at a known phase of the counter under QEMU's `-icount shift=6`, so that figures are the same in every run.
void hil_mps2_settle(void);

#endif
