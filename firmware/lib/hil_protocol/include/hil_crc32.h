// CRC-32 as zlib computes it (IEEE 802.3, reflected, check value 0xCBF43926).
#ifndef HIL_CRC32_H
#define HIL_CRC32_H

#include <stddef.h>
#include <stdint.h>

// Continues `crc` (0 to start) over `count` bytes. Pieces may be of any length: crc(ab) == crc(b, crc(a)).
uint32_t hil_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

#endif
