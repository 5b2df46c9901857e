// Frames of PROTOCOL.md: kind, status, sequence, payload, CRC-32; COBS encoded between two 0x00.
#ifndef HIL_FRAME_H
#define HIL_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hil_cobs.h"

enum {
    HIL_PROTOCOL_VERSION = 1,
    HIL_FRAME_HEADER = 4,
    HIL_FRAME_CRC = 4,
    HIL_FRAME_OVERHEAD = HIL_FRAME_HEADER + HIL_FRAME_CRC,
    HIL_REPLY_BIT = 0x80,
};

// Bytes on the wire of a frame of `raw` bytes (header, payload and CRC), both delimiters included.
#define HIL_FRAME_WIRE_MAX(raw) (HIL_COBS_MAX(raw) + 2u)

typedef enum hil_kind {
    HIL_HELLO = 0x01,
    HIL_PING = 0x02,
    HIL_IMAGE_BEGIN = 0x03,
    HIL_IMAGE_WRITE = 0x04,
    HIL_IMAGE_COMMIT = 0x05,
    HIL_MODEL_INFO = 0x06,
    HIL_INPUT_WRITE = 0x10,
    HIL_RUN = 0x11,
    HIL_LAYERS = 0x12,
    HIL_TENSOR_READ = 0x13,
    HIL_OUTPUT_READ = 0x14,
    HIL_RUN_WINDOW = 0x15,
    HIL_PROBE = 0x16,
    HIL_RESET = 0x20,
    HIL_LINK_SPEED = 0x30,
    HIL_LOG = 0xE0,
    HIL_FAULT = 0xE1,
    HIL_DAMAGED = 0xE2,
    HIL_BUSY = 0xE3,
} hil_kind_t;

// A frame that passed its CRC. `payload` points into the buffer it was opened from.
typedef struct hil_frame {
    uint8_t kind;
    uint8_t status;
    uint16_t sequence;
    const uint8_t *payload;
    size_t payload_bytes;
    uint32_t crc;
} hil_frame_t;

// Puts header and CRC round a payload that already lies at raw + HIL_FRAME_HEADER. Returns the raw length.
size_t hil_frame_seal(uint8_t *raw, uint8_t kind, uint8_t status, uint16_t sequence, size_t payload_bytes);

// Checks length and CRC of a raw frame and takes it apart.
bool hil_frame_open(const uint8_t *raw, size_t count, hil_frame_t *frame);

// Encodes a raw frame with both delimiters; `wire` must hold HIL_FRAME_WIRE_MAX(count). Returns the wire length.
size_t hil_frame_encode(const uint8_t *raw, size_t count, uint8_t *wire);

#endif
