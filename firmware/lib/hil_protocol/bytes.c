#include "hil_bytes.h"

#include <string.h>

uint16_t hil_load_u16(const uint8_t *at)
{
    return (uint16_t)(at[0] | (at[1] << 8));
}

uint32_t hil_load_u32(const uint8_t *at)
{
    return (uint32_t)at[0] | ((uint32_t)at[1] << 8) | ((uint32_t)at[2] << 16) | ((uint32_t)at[3] << 24);
}

void hil_store_u16(uint8_t *at, uint16_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

void hil_store_u32(uint8_t *at, uint32_t value)
{
    hil_store_u16(at, (uint16_t)value);
    hil_store_u16(at + 2, (uint16_t)(value >> 16));
}

static const uint8_t *take(hil_reader_t *reader, size_t count)
{
    if (reader->failed || count > reader->count - reader->position) {
        reader->failed = true;
        return NULL;
    }
    const uint8_t *at = reader->bytes + reader->position;
    reader->position += count;
    return at;
}

uint8_t hil_read_u8(hil_reader_t *reader)
{
    const uint8_t *at = take(reader, 1);
    return at == NULL ? 0 : *at;
}

uint16_t hil_read_u16(hil_reader_t *reader)
{
    const uint8_t *at = take(reader, 2);
    return at == NULL ? 0 : hil_load_u16(at);
}

uint32_t hil_read_u32(hil_reader_t *reader)
{
    const uint8_t *at = take(reader, 4);
    return at == NULL ? 0 : hil_load_u32(at);
}

size_t hil_read_left(const hil_reader_t *reader)
{
    return reader->count - reader->position;
}

bool hil_read_done(const hil_reader_t *reader)
{
    return !reader->failed && hil_read_left(reader) == 0;
}

uint8_t *hil_write_room(hil_writer_t *writer, size_t count)
{
    if (writer->failed || count > writer->capacity - writer->count) {
        writer->failed = true;
        return NULL;
    }
    uint8_t *at = writer->bytes + writer->count;
    writer->count += count;
    return at;
}

void hil_write_u8(hil_writer_t *writer, uint8_t value)
{
    uint8_t *at = hil_write_room(writer, 1);
    if (at != NULL) {
        *at = value;
    }
}

void hil_write_u16(hil_writer_t *writer, uint16_t value)
{
    uint8_t *at = hil_write_room(writer, 2);
    if (at != NULL) {
        hil_store_u16(at, value);
    }
}

void hil_write_u32(hil_writer_t *writer, uint32_t value)
{
    uint8_t *at = hil_write_room(writer, 4);
    if (at != NULL) {
        hil_store_u32(at, value);
    }
}

void hil_write_u64(hil_writer_t *writer, uint64_t value)
{
    hil_write_u32(writer, (uint32_t)value);
    hil_write_u32(writer, (uint32_t)(value >> 32));
}

void hil_write_bytes(hil_writer_t *writer, const uint8_t *bytes, size_t count)
{
    uint8_t *at = hil_write_room(writer, count);
    if (at != NULL && count > 0) {
        memcpy(at, bytes, count);
    }
}

void hil_write_string(hil_writer_t *writer, const char *text)
{
    const size_t whole = strlen(text);
    const size_t length = whole < 255 ? whole : 255;
    hil_write_u8(writer, (uint8_t)length);
    hil_write_bytes(writer, (const uint8_t *)text, length);
}
