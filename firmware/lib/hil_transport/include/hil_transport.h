// How the runner reaches its host: a struct of functions that a board fills in.
#ifndef HIL_TRANSPORT_H
#define HIL_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct hil_transport {
    void *context;
    // Copies received bytes, at most `capacity`. Never waits: 0 means nothing is there now.
    size_t (*read)(void *context, uint8_t *bytes, size_t capacity);
    // Sends all bytes; returns when the last one is handed to the line.
    void (*write)(void *context, const uint8_t *bytes, size_t count);
    // Sleeps until a byte may be there. False when the link is gone for good.
    bool (*wait)(void *context);
} hil_transport_t;

#endif
