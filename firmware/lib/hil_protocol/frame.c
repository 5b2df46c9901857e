#include "hil_frame.h"

#include "hil_bytes.h"
#include "hil_crc32.h"

size_t hil_frame_seal(uint8_t *raw, uint8_t kind, uint8_t status, uint16_t sequence, size_t payload_bytes)
{
    raw[0] = kind;
    raw[1] = status;
    hil_store_u16(raw + 2, sequence);
    const size_t covered = HIL_FRAME_HEADER + payload_bytes;
    hil_store_u32(raw + covered, hil_crc32(0, raw, covered));
    return covered + HIL_FRAME_CRC;
}

bool hil_frame_open(const uint8_t *raw, size_t count, hil_frame_t *frame)
{
    if (count < HIL_FRAME_OVERHEAD) {
        return false;
    }
    const size_t covered = count - HIL_FRAME_CRC;
    const uint32_t crc = hil_load_u32(raw + covered);
    if (crc != hil_crc32(0, raw, covered)) {
        return false;
    }
    *frame = (hil_frame_t){
        .kind = raw[0],
        .status = raw[1],
        .sequence = hil_load_u16(raw + 2),
        .payload = raw + HIL_FRAME_HEADER,
        .payload_bytes = covered - HIL_FRAME_HEADER,
        .crc = crc,
    };
    return true;
}

size_t hil_frame_encode(const uint8_t *raw, size_t count, uint8_t *wire)
{
    wire[0] = 0;
    const size_t encoded = hil_cobs_encode(raw, count, wire + 1);
    wire[1 + encoded] = 0;
    return encoded + 2;
}
