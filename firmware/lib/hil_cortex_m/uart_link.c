#include "uart_link.h"

#include "board.h"
#include "hil_cortex_m.h"
#include "hil_port.h"
#include "hil_ring.h"

static uint8_t ring_bytes[BOARD_RX_RING];
static hil_ring_t ring;

__attribute__((weak)) uint32_t hil_uart_speed(uint32_t baud, bool apply)
{
    (void)baud;
    (void)apply;
    return 0;
}

void uart_link_start(void)
{
    hil_ring_init(&ring, ring_bytes, sizeof ring_bytes);
    hil_uart_start();
    hil_enable_irq(BOARD_UART_IRQ);
}

void uart_link_isr(void)
{
    uint8_t byte;
    hil_uart_acknowledge();
    while (hil_uart_take(&byte)) {
        hil_ring_put(&ring, byte);
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
        hil_uart_put(bytes[i]);
    }
}

static size_t read_polled(void *context, uint8_t *bytes, size_t capacity)
{
    (void)context;
    size_t count = 0;
    while (count < capacity && hil_uart_take(bytes + count)) {
        count++;
    }
    return count;
}

static bool wait_polled(void *context)
{
    (void)context;
    return true;
}

const hil_transport_t *uart_link(void)
{
    static const hil_transport_t transport = { &ring, read_ring, write_polled, wait_for_byte };
    return &transport;
}

const hil_transport_t *uart_link_polled(void)
{
    static const hil_transport_t transport = { NULL, read_polled, write_polled, wait_polled };
    return &transport;
}
