#include "board.h"
#include "hil_cortex_m.h"
#include "uart_link.h"

typedef void (*vector_t)(void);

// Exceptions and interrupts without a handler of their own end in the fault report, so that nothing hangs in silence.
__attribute__((section(".vectors"), used)) static const vector_t vectors[16 + BOARD_INTERRUPTS] = {
    [0] = (vector_t)(void *)__stack_top,
    [1] = Reset_Handler,
    [2 ... 15 + BOARD_UART_IRQ] = HardFault_Handler,
    [16 + BOARD_UART_IRQ] = uart_link_isr,
    [17 + BOARD_UART_IRQ ... 15 + BOARD_INTERRUPTS] = HardFault_Handler,
};
