#include "hil_ring.h"

#include <stdatomic.h>

void hil_ring_init(hil_ring_t *ring, uint8_t *bytes, uint32_t size)
{
    *ring = (hil_ring_t){ .bytes = bytes, .size = size };
}

bool hil_ring_put(hil_ring_t *ring, uint8_t byte)
{
    const uint32_t written = ring->written;
    if (written - ring->taken == ring->size) {
        ring->dropped = ring->dropped + 1;
        return false;
    }
    ring->bytes[written & (ring->size - 1)] = byte;
    // The compiler must not publish the index before the byte; one core needs no more than that.
    atomic_signal_fence(memory_order_release);
    ring->written = written + 1;
    return true;
}

size_t hil_ring_take(hil_ring_t *ring, uint8_t *bytes, size_t capacity)
{
    uint32_t taken = ring->taken;
    const uint32_t available = ring->written - taken;
    atomic_signal_fence(memory_order_acquire);
    const size_t count = capacity < available ? capacity : available;
    for (size_t i = 0; i < count; i++) {
        bytes[i] = ring->bytes[taken++ & (ring->size - 1)];
    }
    atomic_signal_fence(memory_order_release);
    ring->taken = taken;
    return count;
}

bool hil_ring_is_empty(const hil_ring_t *ring)
{
    return ring->written == ring->taken;
}
