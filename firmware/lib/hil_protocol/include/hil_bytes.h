// Little-endian cursors. An access past the end sets `failed` and changes nothing, so that a handler
// reads or writes a whole payload and asks once at the end.
#ifndef HIL_BYTES_H
#define HIL_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct hil_reader {
    const uint8_t *bytes;
    size_t count;
    size_t position;
    bool failed;
} hil_reader_t;

typedef struct hil_writer {
    uint8_t *bytes;
    size_t capacity;
    size_t count;
    bool failed;
} hil_writer_t;

uint16_t hil_load_u16(const uint8_t *at);
uint32_t hil_load_u32(const uint8_t *at);
void hil_store_u16(uint8_t *at, uint16_t value);
void hil_store_u32(uint8_t *at, uint32_t value);

uint8_t hil_read_u8(hil_reader_t *reader);
uint16_t hil_read_u16(hil_reader_t *reader);
uint32_t hil_read_u32(hil_reader_t *reader);
// Bytes not yet read.
size_t hil_read_left(const hil_reader_t *reader);
// True when everything was there and nothing is left.
bool hil_read_done(const hil_reader_t *reader);

// Room for `count` bytes that the caller fills, or NULL (and failed) when they do not fit.
uint8_t *hil_write_room(hil_writer_t *writer, size_t count);
void hil_write_u8(hil_writer_t *writer, uint8_t value);
void hil_write_u16(hil_writer_t *writer, uint16_t value);
void hil_write_u32(hil_writer_t *writer, uint32_t value);
void hil_write_u64(hil_writer_t *writer, uint64_t value);
void hil_write_bytes(hil_writer_t *writer, const uint8_t *bytes, size_t count);
// u8 length and ASCII bytes, cut at 255.
void hil_write_string(hil_writer_t *writer, const char *text);

#endif
