// What a family of microcontrollers (hil_mps2, hil_stm32f4, hil_nrf5, ...) or a board folder gives: its UART, a start and a counter.
// hil_cortex_m puts them together with the sizes in the board's own board.h; each function is defined exactly once in a firmware.
#ifndef HIL_PORT_H
#define HIL_PORT_H

#include <stdbool.h>
#include <stdint.h>

// Clocks, wait states, pins and the counter. Runs before hil_uart_start.
void hil_port_start(void);
// The free-running counter that board.h describes, widened to 64 bits.
uint64_t hil_port_ticks(void);
// Returns at a known phase of the counter; at once where any moment is as good.
void hil_port_settle(void);

// 8 data bits, no parity, 115200 baud, receive interrupt BOARD_UART_IRQ on.
void hil_uart_start(void);
// Clears what raised the receive interrupt. Called before the bytes are taken: a byte that arrives in between raises it again.
void hil_uart_acknowledge(void);
// False when no byte is there.
bool hil_uart_take(uint8_t *byte);
// Waits for room in the transmitter.
void hil_uart_put(uint8_t byte);
// Returns when the last byte has left the transmitter.
void hil_uart_drain(void);

// The speed that comes nearest to `baud`, 0 when none within 2 % does; with `apply` the UART has it once the last byte has left.
// A family that has only one speed need not define it.
uint32_t hil_uart_speed(uint32_t baud, bool apply);

#endif
