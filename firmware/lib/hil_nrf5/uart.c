// The UART of nRF51, which nRF52 keeps beside its UARTE.
#include <stddef.h>

#include "board.h"
#include "hil_port.h"

typedef struct nrf_uart {
    volatile uint32_t start_rx, stop_rx, start_tx, stop_tx, unused0[60];
    volatile uint32_t cts, ncts, rx_ready, unused1[4], tx_ready, unused2[121];
    volatile uint32_t interrupt_set, unused3[126];
    volatile uint32_t enable, unused4, pin_rts, pin_tx, pin_cts, pin_rx, rx, tx, unused5, baud, unused6[17], config;
} nrf_uart_t;

_Static_assert(offsetof(nrf_uart_t, rx_ready) == 0x108 && offsetof(nrf_uart_t, tx_ready) == 0x11C, "nRF UART events");
_Static_assert(offsetof(nrf_uart_t, interrupt_set) == 0x304 && offsetof(nrf_uart_t, enable) == 0x500, "nRF UART control");
_Static_assert(offsetof(nrf_uart_t, rx) == 0x518 && offsetof(nrf_uart_t, baud) == 0x524 && offsetof(nrf_uart_t, config) == 0x56C, "nRF UART data");

#define UART ((nrf_uart_t *)BOARD_UART_ADDRESS)

enum { ENABLED = 4, INTERRUPT_RX = 1 << 2, BAUD_115200 = 0x01D7E000 };

// True from one byte handed to the transmitter until its TXDRDY was seen.
static bool sending;

void hil_uart_start(void)
{
    UART->pin_tx = BOARD_UART_PIN_TX;
    UART->pin_rx = BOARD_UART_PIN_RX;
    UART->baud = BAUD_115200;
    UART->enable = ENABLED;
    UART->interrupt_set = INTERRUPT_RX;
    UART->rx_ready = 0;
    UART->start_rx = 1;
    UART->start_tx = 1;
    sending = false;
}

uint32_t hil_uart_speed(uint32_t baud, bool apply)
{
    // The values of the product specification: others lock on worse.
    static const struct {
        uint32_t baud, value;
    } speeds[] = { { 9600, 0x00275000 }, { 38400, 0x009D5000 }, { 57600, 0x00EBF000 }, { 115200, BAUD_115200 }, { 230400, 0x03AFB000 },
                   { 250000, 0x04000000 }, { 460800, 0x075F7000 }, { 921600, 0x0EBED000 }, { 1000000, 0x10000000 } };
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
        if (speeds[i].baud == baud) {
            if (apply) {
                hil_uart_drain();
                UART->baud = speeds[i].value;
            }
            return baud;
        }
    }
    return 0;
}

void hil_uart_acknowledge(void)
{
    // The event is cleared byte by byte in hil_uart_take: the receiver raises it again for each byte left in its FIFO.
}

bool hil_uart_take(uint8_t *byte)
{
    if (UART->rx_ready == 0) {
        return false;
    }
    UART->rx_ready = 0;
    *byte = (uint8_t)UART->rx;
    return true;
}

void hil_uart_drain(void)
{
    while (sending && UART->tx_ready == 0) {
    }
    UART->tx_ready = 0;
    sending = false;
}

void hil_uart_put(uint8_t byte)
{
    hil_uart_drain();
    UART->tx = byte;
    sending = true;
}
