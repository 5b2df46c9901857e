#include "hil_mps2.h"

#include <stddef.h>

#include "hil_cortex_m.h"
#include "hil_ring.h"

typedef struct cmsdk_uart {
    volatile uint32_t data, state, ctrl, interrupt_clear, baud_divider;
} cmsdk_uart_t;

_Static_assert(offsetof(cmsdk_uart_t, baud_divider) == 0x10, "CMSDK UART register layout");

#define UART0 ((cmsdk_uart_t *)0x40004000u)

enum { STATE_TX_FULL = 1, STATE_RX_FULL = 2, CTRL_TX = 1, CTRL_RX = 2, CTRL_RX_INTERRUPT = 8, INTERRUPT_RX = 2 };
enum { CLOCK_HZ = 25000000, BAUD = 115200 };

static uint8_t ring_bytes[HIL_MPS2_RX_RING];
static hil_ring_t ring;

void hil_mps2_uart_start(void)
{
    hil_ring_init(&ring, ring_bytes, sizeof ring_bytes);
    UART0->baud_divider = CLOCK_HZ / BAUD;
    UART0->ctrl = CTRL_TX | CTRL_RX | CTRL_RX_INTERRUPT;
    hil_enable_irq(HIL_MPS2_UART0_RX_IRQ);
}

void hil_mps2_uart_rx_isr(void)
{
    // Clear first, then drain: a byte that arrives in between raises the interrupt again. The other order loses it.
    UART0->interrupt_clear = INTERRUPT_RX;
    while ((UART0->state & STATE_RX_FULL) != 0) {
        hil_ring_put(&ring, (uint8_t)UART0->data);
    }
}

static size_t read_ring(void *context, uint8_t *bytes, size_t capacity)
{
    return hil_ring_take(context, bytes, capacity);
}

static bool wait_for_byte(void *context)
{
    hil_irq_off();
    if (hil_ring_is_empty(context)) {
        hil_wait_for_interrupt();
    }
    hil_irq_on();
    return true;
}

static void write_polled(void *context, const uint8_t *bytes, size_t count)
{
    (void)context;
    for (size_t i = 0; i < count; i++) {
        while ((UART0->state & STATE_TX_FULL) != 0) {
        }
        UART0->data = bytes[i];
    }
}

static size_t read_polled(void *context, uint8_t *bytes, size_t capacity)
{
    (void)context;
    size_t count = 0;
    while (count < capacity && (UART0->state & STATE_RX_FULL) != 0) {
        bytes[count++] = (uint8_t)UART0->data;
    }
    return count;
}

static bool wait_polled(void *context)
{
    (void)context;
    return true;
}

void hil_mps2_uart_drain(void)
{
    while ((UART0->state & STATE_TX_FULL) != 0) {
    }
}

const hil_transport_t *hil_mps2_uart(void)
{
    static const hil_transport_t transport = { &ring, read_ring, write_polled, wait_for_byte };
    return &transport;
}

const hil_transport_t *hil_mps2_uart_polled(void)
{
    static const hil_transport_t transport = { NULL, read_polled, write_polled, wait_polled };
    return &transport;
}
