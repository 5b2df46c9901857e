// fixtures/protocol/frames.txt is read by the C# tests too. A line is `name raw encoded`: raw without its CRC, encoded with both delimiters.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hil_receiver.h"
#include "test.h"

enum { LINE = 65536 };

static size_t from_hex(const char *text, uint8_t *bytes)
{
    size_t count = 0;
    unsigned value;
    while (sscanf(text + 2 * count, "%2x", &value) == 1) {
        bytes[count++] = (uint8_t)value;
    }
    return count;
}

static void check_row(const char *raw_hex, const char *wire_hex)
{
    static uint8_t raw[LINE], expected[LINE], wire[LINE], buffer[HIL_COBS_MAX(LINE)];
    const size_t raw_count = from_hex(strcmp(raw_hex, "-") == 0 ? "" : raw_hex, raw);
    const size_t expected_count = from_hex(wire_hex, expected);
    CHECK(raw_count >= HIL_FRAME_HEADER);
    if (raw_count < HIL_FRAME_HEADER) {
        return;
    }
    const uint16_t sequence = (uint16_t)(raw[2] | raw[3] << 8);
    const size_t sealed = hil_frame_seal(raw, raw[0], raw[1], sequence, raw_count - HIL_FRAME_HEADER);
    CHECK_EQUAL(expected_count, hil_frame_encode(raw, sealed, wire));
    CHECK(memcmp(wire, expected, expected_count) == 0);
    hil_receiver_t receiver;
    hil_frame_t frame = { 0 };
    int frames = 0;
    hil_receiver_init(&receiver, buffer, LINE);
    for (size_t i = 0; i < expected_count; i++) {
        frames += hil_receiver_push(&receiver, expected[i], &frame) ? 1 : 0;
    }
    CHECK_EQUAL(1, frames);
    CHECK(frames == 1 && memcmp(frame.payload - HIL_FRAME_HEADER, raw, raw_count) == 0);
}

static void frames_file_agrees(void)
{
    static char line[LINE], name[LINE], raw[LINE], wire[LINE];
    FILE *file = fopen("../../fixtures/protocol/frames.txt", "r");
    if (file == NULL) {
        printf("note: fixtures/protocol/frames.txt is not there, its rows were not checked\n");
        return;
    }
    int rows = 0;
    while (fgets(line, LINE, file) != NULL) {
        if (line[0] != '#' && sscanf(line, "%s %s %s", name, raw, wire) == 3) {
            check_row(raw, wire);
            rows++;
        }
    }
    fclose(file);
    CHECK(rows > 0);
}

const test_case_t frames_file_tests[] = { { "frames_file_agrees", frames_file_agrees }, { NULL, NULL } };
