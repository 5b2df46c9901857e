#include <string.h>

#include "hil_bytes.h"
#include "hil_crc32.h"
#include "hil_receiver.h"
#include "test.h"

static void crc_has_the_check_value(void)
{
    const uint8_t digits[] = "123456789";
    CHECK_EQUAL(0xCBF43926u, hil_crc32(0, digits, 9));
    CHECK_EQUAL(0xCBF43926u, hil_crc32(hil_crc32(0, digits, 4), digits + 4, 5));
    CHECK_EQUAL(0, hil_crc32(0, digits, 0));
}

static void expect_cobs(const uint8_t *raw, size_t raw_count, const uint8_t *encoded, size_t encoded_count)
{
    uint8_t out[600];
    CHECK_EQUAL(encoded_count, hil_cobs_encode(raw, raw_count, out));
    CHECK(memcmp(out, encoded, encoded_count) == 0);
    CHECK_EQUAL(raw_count, hil_cobs_decode(encoded, encoded_count, out));
    CHECK(memcmp(out, raw, raw_count) == 0);
}

static void cobs_encodes_known_blocks(void)
{
    uint8_t raw[300], encoded[300];
    expect_cobs((const uint8_t[]){ 0 }, 0, (const uint8_t[]){ 1 }, 1);
    expect_cobs((const uint8_t[]){ 0 }, 1, (const uint8_t[]){ 1, 1 }, 2);
    expect_cobs((const uint8_t[]){ 0x11, 0x22, 0, 0x33 }, 4, (const uint8_t[]){ 3, 0x11, 0x22, 2, 0x33 }, 5);
    expect_cobs((const uint8_t[]){ 0x11, 0, 0, 0 }, 4, (const uint8_t[]){ 2, 0x11, 1, 1, 1 }, 5);
    for (int i = 0; i < 255; i++) {
        raw[i] = (uint8_t)(i + 1);
    }
    encoded[0] = 0xFF;
    memcpy(encoded + 1, raw, 254);
    expect_cobs(raw, 254, encoded, 255);
    encoded[255] = 2;
    encoded[256] = 0xFF;
    expect_cobs(raw, 255, encoded, 257);
}

static void cobs_round_trips_every_length(void)
{
    test_random_t random = { 11 };
    uint8_t raw[1000], encoded[HIL_COBS_MAX(1000)];
    for (size_t count = 0; count <= 1000; count++) {
        test_fill(&random, raw, count);
        for (size_t i = 0; i < count; i++) {
            // Few zeros, so that full runs of 254 occur.
            raw[i] = raw[i] == 0 && (test_next(&random) & 3u) != 0 ? 1 : raw[i];
        }
        const size_t used = hil_cobs_encode(raw, count, encoded);
        CHECK(used <= HIL_COBS_MAX(count));
        CHECK(memchr(encoded, 0, used) == NULL);
        CHECK_EQUAL(count, hil_cobs_decode(encoded, used, encoded));
        CHECK(memcmp(raw, encoded, count) == 0);
    }
}

static void cobs_refuses_broken_blocks(void)
{
    uint8_t out[8];
    CHECK(hil_cobs_decode((const uint8_t[]){ 5, 1, 2 }, 3, out) == SIZE_MAX);
    CHECK(hil_cobs_decode((const uint8_t[]){ 0 }, 1, out) == SIZE_MAX);
    CHECK(hil_cobs_decode((const uint8_t[]){ 3, 1, 0 }, 3, out) == SIZE_MAX);
}

typedef struct stream {
    uint8_t buffer[HIL_COBS_MAX(64)];
    hil_receiver_t receiver;
    int frames;
    hil_frame_t last;
} stream_t;

static void feed(stream_t *stream, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        stream->frames += hil_receiver_push(&stream->receiver, bytes[i], &stream->last) ? 1 : 0;
    }
}

static size_t make_ping(uint8_t *wire, uint16_t sequence, size_t payload)
{
    uint8_t raw[100];
    memset(raw, 0x5A, sizeof raw);
    return hil_frame_encode(raw, hil_frame_seal(raw, HIL_PING, 0, sequence, payload), wire);
}

static void receiver_skips_strays_and_goes_on(void)
{
    stream_t stream = { .frames = 0 };
    uint8_t wire[120];
    hil_receiver_init(&stream.receiver, stream.buffer, 64);
    feed(&stream, (const uint8_t *)"booting...\r\n", 12);
    size_t count = make_ping(wire, 7, 10);
    feed(&stream, wire, count);
    CHECK_EQUAL(1, stream.frames);
    CHECK_EQUAL(7, stream.last.sequence);
    CHECK_EQUAL(10, stream.last.payload_bytes);
    wire[5] ^= 0x40;
    feed(&stream, wire, count);
    CHECK_EQUAL(1, stream.frames);
    count = make_ping(wire, 8, 90);   // longer than the receiver's buffer
    feed(&stream, wire, count);
    CHECK_EQUAL(1, stream.frames);
    count = make_ping(wire, 9, 56);   // exactly fills it
    feed(&stream, wire, count);
    CHECK_EQUAL(2, stream.frames);
    CHECK_EQUAL(9, stream.last.sequence);
    CHECK(stream.receiver.stray >= 12);
}

static void cursors_stop_at_the_end(void)
{
    uint8_t bytes[3] = { 1, 2, 3 };
    hil_reader_t reader = { .bytes = bytes, .count = 3 };
    CHECK_EQUAL(0x0201, hil_read_u16(&reader));
    CHECK_EQUAL(0, hil_read_u32(&reader));
    CHECK(reader.failed);
    hil_writer_t writer = { .bytes = bytes, .capacity = 3 };
    hil_write_u16(&writer, 0x1234);
    hil_write_u32(&writer, 0xFFFFFFFFu);
    CHECK(writer.failed);
    CHECK_EQUAL(2, writer.count);
    CHECK_EQUAL(3, bytes[2]);
}

const test_case_t protocol_tests[] = {
    { "crc_has_the_check_value", crc_has_the_check_value },
    { "cobs_encodes_known_blocks", cobs_encodes_known_blocks },
    { "cobs_round_trips_every_length", cobs_round_trips_every_length },
    { "cobs_refuses_broken_blocks", cobs_refuses_broken_blocks },
    { "receiver_skips_strays_and_goes_on", receiver_skips_strays_and_goes_on },
    { "cursors_stop_at_the_end", cursors_stop_at_the_end },
    { NULL, NULL },
};
