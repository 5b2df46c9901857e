// A ring between one producer (an interrupt handler) and one consumer (the main loop), without locks:
// each side writes only its own index.
#ifndef HIL_RING_H
#define HIL_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct hil_ring {
    uint8_t *bytes;
    uint32_t size;               // a power of two; all of it is usable
    volatile uint32_t written;   // counts without bound, wraps in 32 bits
    volatile uint32_t taken;
    volatile uint32_t dropped;   // bytes that found the ring full: their frame fails its CRC and the host repeats it
} hil_ring_t;

// `size` must be a power of two.
void hil_ring_init(hil_ring_t *ring, uint8_t *bytes, uint32_t size);
// Producer side. False when the ring is full.
bool hil_ring_put(hil_ring_t *ring, uint8_t byte);
// Consumer side. Returns how many bytes were copied.
size_t hil_ring_take(hil_ring_t *ring, uint8_t *bytes, size_t capacity);
bool hil_ring_is_empty(const hil_ring_t *ring);

#endif
