#include "hil_cortex_m.h"
#include "hil_mps2.h"

typedef void (*vector_t)(void);

// Core exceptions without a handler of their own end in the fault report, so that nothing hangs in silence.
__attribute__((section(".vectors"), used)) static const vector_t vectors[16 + 32] = {
    [0] = (vector_t)(void *)__stack_top,
    [1] = Reset_Handler,
    [2 ... 15] = HardFault_Handler,
    [17 ... 47] = HardFault_Handler,
    [16 + HIL_MPS2_UART0_RX_IRQ] = hil_mps2_uart_rx_isr,
};
