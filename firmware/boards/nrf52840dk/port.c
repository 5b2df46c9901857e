// The core always runs at 64 MHz: only the crystal, whose accuracy the UART likes, and the flash's cache have to be switched on. UART on P0.06 and P0.08.
#include "board.h"
#include "hil_cortex_m.h"
#include "hil_dwt.h"
#include "hil_port.h"

#define REGISTER(address) (*(volatile uint32_t *)(address))

enum { HFCLK_START = 0x40000000, HFCLK_STARTED = 0x40000100, ICACHE_CONFIG = 0x4001E540, ICACHE_ON = 1 };
enum { P0_OUT_SET = 0x50000508, P0_PIN_CONFIG = 0x50000700, PIN_OUTPUT = 1 | (1 << 1), PIN_INPUT_PULLED_UP = 3 << 2 };
// The crystal takes 0.4 ms; a turn at least ten cycles.
enum { PATIENCE = 640000 };

static void start_crystal(void)
{
    REGISTER(HFCLK_STARTED) = 0;
    REGISTER(HFCLK_START) = 1;
    for (uint32_t i = 0; REGISTER(HFCLK_STARTED) == 0; i++) {
        if (i == PATIENCE) {
            hil_system_reset();
        }
    }
}

void hil_port_start(void)
{
    start_crystal();
    REGISTER(ICACHE_CONFIG) = ICACHE_ON;
    REGISTER(P0_OUT_SET) = 1u << BOARD_UART_PIN_TX;
    REGISTER(P0_PIN_CONFIG + 4 * BOARD_UART_PIN_TX) = PIN_OUTPUT;
    REGISTER(P0_PIN_CONFIG + 4 * BOARD_UART_PIN_RX) = PIN_INPUT_PULLED_UP;
    hil_dwt_start();
}
