// A runner over an in-memory transport. Every memory is a heap block of its exact size, so that the sanitizer sees one byte too many.
#ifndef RIG_H
#define RIG_H

#include "hil_runner.h"
#include "sample_image.h"

typedef struct rig {
    hil_board_t board;
    hil_image_model_t image_model;
    hil_model_t model;
    hil_transport_t transport;
    hil_runner_t runner;
    uint16_t sequence;
    size_t sent;                                   // wire bytes of the last call
    uint8_t wire[HIL_FRAME_WIRE_MAX(HIL_MAX_RAW) * 2];
} rig_t;

typedef struct rig_sizes {
    uint32_t arena, bias_ram, slot, window;        // window 0: the slot has memory of its own
} rig_sizes_t;

typedef struct rig_reply {
    bool answered;
    uint8_t status;
    uint32_t detail;
    size_t count;
    uint8_t payload[HIL_MAX_PAYLOAD];
} rig_reply_t;

rig_t *rig_new(rig_sizes_t sizes);
void rig_free(rig_t *rig);
// Feeds wire bytes as they are.
void rig_feed(rig_t *rig, const uint8_t *bytes, size_t count);
// Frames of a kind, and replies of any command, that the last call sent.
int rig_count_frames(const rig_t *rig, uint8_t kind);
int rig_count_replies(const rig_t *rig);
// Sends a request with the next sequence and takes the reply.
const rig_reply_t *rig_call(rig_t *rig, uint8_t kind, const void *payload, size_t count);
// The same with a sequence of the caller's.
const rig_reply_t *rig_call_as(rig_t *rig, uint16_t sequence, uint8_t kind, const void *payload, size_t count);
// IMAGE_BEGIN, IMAGE_WRITE in pieces, IMAGE_COMMIT.
const rig_reply_t *rig_load(rig_t *rig, const uint8_t *image, uint32_t count);

#endif
