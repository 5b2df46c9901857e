// Cuts a byte stream into frames. Whatever is not a frame (a boot banner, a printf, noise) is counted and skipped.
#ifndef HIL_RECEIVER_H
#define HIL_RECEIVER_H

#include "hil_frame.h"

typedef struct hil_receiver {
    uint8_t *buffer;   // encoded bytes of the piece being received, then the decoded frame
    size_t max_raw;    // largest decoded frame that is let through
    size_t capacity;   // of the buffer
    size_t used;
    bool overlong;     // the piece did not fit: skip to the next delimiter
    uint32_t stray;    // bytes that belonged to no frame
    uint32_t damaged;  // pieces long enough for a frame that were none
} hil_receiver_t;

// `buffer` must hold HIL_COBS_MAX(max_raw) bytes.
void hil_receiver_init(hil_receiver_t *receiver, uint8_t *buffer, size_t max_raw);

// Takes one byte. True when it completed a frame; the frame stays valid until the next call.
bool hil_receiver_push(hil_receiver_t *receiver, uint8_t byte, hil_frame_t *frame);

#endif
