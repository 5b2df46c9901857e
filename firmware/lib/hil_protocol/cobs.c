#include "hil_cobs.h"

#include <stdbool.h>

enum { FULL_RUN = 0xFF };

size_t hil_cobs_encode(const uint8_t *in, size_t count, uint8_t *out)
{
    size_t code_at = 0;
    size_t used = 1;
    uint8_t code = 1;
    for (size_t i = 0; i < count; i++) {
        if (in[i] != 0) {
            out[used++] = in[i];
            code++;
        }
        const bool full = code == FULL_RUN && i + 1 < count;
        if (in[i] == 0 || full) {
            out[code_at] = code;
            code_at = used++;
            code = 1;
        }
    }
    out[code_at] = code;
    return used;
}

size_t hil_cobs_decode(const uint8_t *in, size_t count, uint8_t *out)
{
    size_t read = 0;
    size_t written = 0;
    while (read < count) {
        const uint8_t code = in[read++];
        const size_t run = (size_t)code - 1u;
        if (code == 0 || run > count - read) {
            return SIZE_MAX;
        }
        for (size_t i = 0; i < run; i++) {
            const uint8_t byte = in[read++];
            if (byte == 0) {
                return SIZE_MAX;
            }
            out[written++] = byte;
        }
        // The zero that ended a run is implied, except after a full run and at the very end.
        if (code != FULL_RUN && read < count) {
            out[written++] = 0;
        }
    }
    return written;
}
