// Consistent Overhead Byte Stuffing: removes every 0x00 from a block, so that 0x00 can delimit frames.
#ifndef HIL_COBS_H
#define HIL_COBS_H

#include <stddef.h>
#include <stdint.h>

// Largest encoding of `count` bytes, without delimiters.
#define HIL_COBS_MAX(count) ((count) + (count) / 254u + 1u)

// Encodes into `out`, which must hold HIL_COBS_MAX(count) bytes. Returns the encoded length.
// A block that ends with a full run of 254 non-zero bytes gets no trailing 0x01 (both forms decode alike).
size_t hil_cobs_encode(const uint8_t *in, size_t count, uint8_t *out);

// Decodes `count` bytes; `out` may be `in` because a decoded block is never longer. Returns the decoded length,
// or SIZE_MAX when a run reaches past the end or a 0x00 lies inside.
size_t hil_cobs_decode(const uint8_t *in, size_t count, uint8_t *out);

#endif
