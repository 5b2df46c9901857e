#include "hil_receiver.h"

void hil_receiver_init(hil_receiver_t *receiver, uint8_t *buffer, size_t max_raw)
{
    *receiver = (hil_receiver_t){ .buffer = buffer, .max_raw = max_raw, .capacity = HIL_COBS_MAX(max_raw) };
}

static void keep(hil_receiver_t *receiver, uint8_t byte)
{
    if (receiver->used < receiver->capacity) {
        receiver->buffer[receiver->used++] = byte;
    } else {
        receiver->overlong = true;
        receiver->stray++;
    }
}

static bool close_piece(hil_receiver_t *receiver, hil_frame_t *frame)
{
    const size_t piece = receiver->used;
    const bool overlong = receiver->overlong;
    receiver->used = 0;
    receiver->overlong = false;
    if (piece == 0) {
        return false;
    }
    if (!overlong) {
        const size_t raw = hil_cobs_decode(receiver->buffer, piece, receiver->buffer);
        // A frame without long runs encodes shorter than the worst case, so the buffer alone does not bound it;
        // SIZE_MAX, a broken block, is above any bound.
        if (raw <= receiver->max_raw && hil_frame_open(receiver->buffer, raw, frame)) {
            return true;
        }
    }
    receiver->stray += (uint32_t)piece;
    receiver->damaged += piece > HIL_FRAME_OVERHEAD ? 1u : 0u;
    return false;
}

bool hil_receiver_push(hil_receiver_t *receiver, uint8_t byte, hil_frame_t *frame)
{
    if (byte == 0) {
        return close_piece(receiver, frame);
    }
    keep(receiver, byte);
    return false;
}
