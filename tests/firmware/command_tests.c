#include <string.h>

#include "hil_crc32.h"
#include "rig.h"
#include "test.h"

static sample_image_t sample;

static rig_t *loaded_rig(uint32_t window)
{
    sample_image_int8(&sample, 0);
    rig_t *rig = rig_new((rig_sizes_t){ 4096, 256, SAMPLE_MAX, window });
    const rig_reply_t *reply = rig_load(rig, sample.bytes, sample.count);
    CHECK_EQUAL(HIL_OK, reply->status);
    CHECK_EQUAL(44, reply->count);
    return rig;
}

static void write_input(rig_t *rig, uint64_t seed)
{
    uint8_t payload[4 + 1024] = { 0 };
    test_random_t random = { seed };
    test_fill(&random, payload + 4, sample.input_bytes);
    CHECK_EQUAL(HIL_OK, rig_call(rig, HIL_INPUT_WRITE, payload, 4 + sample.input_bytes)->status);
}

static const rig_reply_t *run(rig_t *rig, uint16_t operators, uint8_t flags)
{
    const uint8_t payload[4] = { (uint8_t)operators, (uint8_t)(operators >> 8), flags, 0xA5 };
    return rig_call(rig, HIL_RUN, payload, 4);
}

static void hello_tells_the_board(void)
{
    rig_t *rig = rig_new((rig_sizes_t){ 64, 64, 128, 0 });
    const rig_reply_t *reply = rig_call(rig, HIL_HELLO, (const uint8_t[]){ 1, 0 }, 2);
    CHECK_EQUAL(HIL_OK, reply->status);
    CHECK_EQUAL(60 + 5 + 5 + 4 + 16, reply->count);
    CHECK_EQUAL(HIL_MAX_PAYLOAD, hil_load_u16(reply->payload + 2));
    CHECK_EQUAL(64, hil_load_u32(reply->payload + 28));
    CHECK_EQUAL(HIL_BAD_VERSION, rig_call(rig, HIL_HELLO, (const uint8_t[]){ 2, 0 }, 2)->status);
    CHECK_EQUAL(HIL_BAD_LENGTH, rig_call(rig, HIL_HELLO, (const uint8_t[]){ 1 }, 1)->status);
    rig_free(rig);
}

static void every_command_refuses_without_image_or_length(void)
{
    static const struct { uint8_t kind; size_t count; uint8_t status; } rows[] = {
        { HIL_MODEL_INFO, 0, HIL_NO_IMAGE }, { HIL_INPUT_WRITE, 4, HIL_NO_IMAGE }, { HIL_RUN, 4, HIL_NO_IMAGE },
        { HIL_TENSOR_READ, 8, HIL_NO_IMAGE }, { HIL_OUTPUT_READ, 6, HIL_NO_IMAGE }, { HIL_PROBE, 6, HIL_NO_IMAGE },
        { HIL_RUN_WINDOW, 16, HIL_NO_WINDOW }, { HIL_RUN, 3, HIL_BAD_LENGTH }, { HIL_RUN, 5, HIL_BAD_LENGTH },
        { HIL_IMAGE_BEGIN, 3, HIL_BAD_LENGTH }, { HIL_IMAGE_WRITE, 3, HIL_BAD_LENGTH }, { HIL_IMAGE_COMMIT, 1, HIL_BAD_LENGTH },
        { HIL_LAYERS, 3, HIL_BAD_LENGTH }, { HIL_PROBE, 5, HIL_BAD_LENGTH }, { HIL_RESET, 1, HIL_BAD_LENGTH },
        { 0x00, 0, HIL_UNKNOWN_COMMAND }, { 0x7F, 9, HIL_UNKNOWN_COMMAND },
    };
    const uint8_t zeros[16] = { 0 };
    rig_t *rig = rig_new((rig_sizes_t){ 64, 64, 128, 0 });
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const rig_reply_t *reply = rig_call(rig, rows[i].kind, zeros, rows[i].count);
        CHECK(reply->answered);
        CHECK_EQUAL(rows[i].status, reply->status);
        CHECK_EQUAL(4, reply->count);
    }
    rig_free(rig);
}

static void a_repeated_request_is_not_executed_again(void)
{
    rig_t *rig = loaded_rig(0);
    write_input(rig, 3);
    const uint8_t payload[4] = { 0xFF, 0xFF, 0, 0 };
    uint8_t first[8];
    memcpy(first, rig_call_as(rig, 900, HIL_RUN, payload, 4)->payload, 8);
    uint8_t *arena = rig->board.memory.arena.bytes;
    memset(arena, 0x33, 16);
    CHECK(memcmp(first, rig_call_as(rig, 900, HIL_RUN, payload, 4)->payload, 8) == 0);
    CHECK_EQUAL(0x33, arena[0]);
    // Same sequence, other content: a new request.
    CHECK_EQUAL(2, hil_load_u16(rig_call_as(rig, 900, HIL_RUN, (const uint8_t[]){ 2, 0, 0, 0 }, 4)->payload + 20));
    rig_free(rig);
}

static void ping_carries_the_largest_payload_and_no_more(void)
{
    static uint8_t payload[HIL_MAX_PAYLOAD + 1];
    test_random_t random = { 4 };
    test_fill(&random, payload, sizeof payload);
    rig_t *rig = rig_new((rig_sizes_t){ 64, 64, 128, 0 });
    const rig_reply_t *reply = rig_call(rig, HIL_PING, payload, HIL_MAX_PAYLOAD);
    CHECK_EQUAL(HIL_MAX_PAYLOAD, reply->count);
    CHECK(memcmp(reply->payload, payload, HIL_MAX_PAYLOAD) == 0);
    CHECK(!rig_call(rig, HIL_PING, payload, HIL_MAX_PAYLOAD + 1)->answered);
    CHECK(rig_call(rig, HIL_PING, payload, 0)->answered);
    rig_free(rig);
}

static void a_run_reports_layers_and_high_water(void)
{
    rig_t *rig = loaded_rig(0);
    write_input(rig, 5);
    rig_reply_t reply = *run(rig, 0xFFFF, 3);
    CHECK_EQUAL(7 * sample.operators, hil_load_u32(reply.payload));
    const uint32_t crc = hil_load_u32(reply.payload + 8);
    // The last tensor holds 10 bytes behind a multiple of 16; the image's plan counts whole steps of 16.
    CHECK_EQUAL(sample.arena_bytes - 6, hil_load_u32(reply.payload + 12));
    CHECK_EQUAL(sample.operators, hil_load_u16(reply.payload + 20));
    CHECK_EQUAL(sample.operators, hil_load_u16(reply.payload + 22));
    reply = *rig_call(rig, HIL_LAYERS, (const uint8_t[]){ 0, 0, 7, 0 }, 4);
    CHECK_EQUAL(56, reply.count);
    CHECK_EQUAL(crc, hil_load_u32(reply.payload + 48));
    CHECK_EQUAL(7, hil_load_u32(reply.payload + 52));
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_LAYERS, (const uint8_t[]){ 1, 0, 7, 0 }, 4)->status);
    reply = *rig_call(rig, HIL_OUTPUT_READ, (const uint8_t[]){ 0, 0, 0, 0, 10, 0 }, 6);
    CHECK_EQUAL(crc, hil_crc32(0, reply.payload, 10));
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_OUTPUT_READ, (const uint8_t[]){ 1, 0, 0, 0, 10, 0 }, 6)->status);
    reply = *run(rig, 3, 0);
    CHECK_EQUAL(0, hil_load_u32(reply.payload + 8));
    CHECK_EQUAL(3, hil_load_u16(reply.payload + 20));
    CHECK_EQUAL(HIL_BAD_ARGUMENT, run(rig, 8, 0)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, run(rig, 1, 8)->status);
    rig_free(rig);
}

// Every element of the three operators with weights: the probe's plain sum gives what the kernel gave.
static void a_long_run_gives_signs_of_life(void)
{
    rig_t *rig = loaded_rig(0);
    write_input(rig, 13);
    const rig_reply_t *reply = run(rig, 0xFFFF, 0);
    const int operators = hil_load_u16(reply->payload + 20);
    CHECK_EQUAL(0, rig_count_frames(rig, HIL_BUSY));
    // The rig's counter moves at each look, so that a "second" of 1 has passed after every operator.
    rig->board.identity.clock_hz = 1;
    CHECK_EQUAL(HIL_OK, run(rig, 0xFFFF, 0)->status);
    CHECK_EQUAL(operators, rig_count_frames(rig, HIL_BUSY));
    rig->board.identity.clock_hz = 1000000;
    CHECK_EQUAL(HIL_OK, run(rig, 0xFFFF, 0)->status);
    CHECK_EQUAL(0, rig_count_frames(rig, HIL_BUSY));
    rig_free(rig);
}

static uint32_t speed_set;

static uint32_t speeds_above_9600(uint32_t baud, bool apply)
{
    if (apply) {
        speed_set = baud;
    }
    return baud < 9600 ? 0 : baud + 1;
}

static const rig_reply_t *ask_speed(rig_t *rig, uint8_t action, uint32_t baud)
{
    uint8_t payload[8] = { action };
    hil_store_u32(payload + 4, baud);
    return rig_call(rig, HIL_LINK_SPEED, payload, sizeof payload);
}

static void a_speed_is_on_trial_until_it_is_kept(void)
{
    rig_t *rig = rig_new((rig_sizes_t){ 64, 64, 128, 0 });
    CHECK_EQUAL(HIL_UNKNOWN_COMMAND, ask_speed(rig, 0, 921600)->status);
    rig->board.link_baud = 115200;
    rig->board.link_speed = speeds_above_9600;
    rig->board.identity.clock_hz = 1000;   // a look at the rig's counter moves it by 7
    CHECK_EQUAL(HIL_BAD_ARGUMENT, ask_speed(rig, 0, 300)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, ask_speed(rig, 2, 921600)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, ask_speed(rig, 1, 921600)->status);
    const rig_reply_t *reply = ask_speed(rig, 0, 921600);
    CHECK_EQUAL(HIL_OK, reply->status);
    CHECK_EQUAL(921601, hil_load_u32(reply->payload));
    CHECK_EQUAL(921600, speed_set);
    CHECK_EQUAL(HIL_OK, ask_speed(rig, 1, 921600)->status);
    for (int i = 0; i < 300; i++) {
        rig_call(rig, HIL_PING, NULL, 0);
    }
    CHECK_EQUAL(921600, speed_set);
    rig_free(rig);
}

static void a_speed_that_is_not_kept_ends_after_a_second(void)
{
    rig_t *rig = rig_new((rig_sizes_t){ 64, 64, 128, 0 });
    rig->board.link_baud = 115200;
    rig->board.link_speed = speeds_above_9600;
    rig->board.identity.clock_hz = 1000;
    CHECK_EQUAL(HIL_OK, ask_speed(rig, 0, 921600)->status);
    rig_feed(rig, (const uint8_t[]){ 0x80 }, 1);
    CHECK_EQUAL(921600, speed_set);
    for (int i = 0; i < 1000 / 7; i++) {
        rig_feed(rig, (const uint8_t[]){ 0x80, 0xFE }, 2);
    }
    CHECK_EQUAL(115200, speed_set);
    rig_feed(rig, (const uint8_t[]){ 0 }, 1);
    CHECK(rig_call(rig, HIL_PING, NULL, 0)->answered);
    rig_free(rig);
}

static void a_probe_agrees_with_the_kernels(void)
{
    rig_t *rig = loaded_rig(0);
    write_input(rig, 6);
    run(rig, 0xFFFF, 0);
    static const struct { uint8_t op, tensor; uint16_t elements; } rows[] = { { 0, 1, 72 }, { 1, 2, 144 }, { 5, 6, 10 } };
    for (size_t r = 0; r < 3; r++) {
        const uint8_t read[8] = { rows[r].tensor, 0, 0, 0, 0, 0, (uint8_t)rows[r].elements, 0 };
        const rig_reply_t tensor = *rig_call(rig, HIL_TENSOR_READ, read, 8);
        CHECK_EQUAL(rows[r].elements, tensor.count);
        for (uint16_t e = 0; e < rows[r].elements; e++) {
            const rig_reply_t *probe = rig_call(rig, HIL_PROBE, (const uint8_t[]){ rows[r].op, 0, (uint8_t)e, 0, 0, 0 }, 6);
            CHECK_EQUAL(28, probe->count);
            CHECK_EQUAL((int8_t)tensor.payload[e], (int32_t)hil_load_u32(probe->payload + 24));
        }
    }
    CHECK_EQUAL(HIL_IMAGE_OPERATOR, rig_call(rig, HIL_PROBE, (const uint8_t[]){ 2, 0, 0, 0, 0, 0 }, 6)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_PROBE, (const uint8_t[]){ 0, 0, 72, 0, 0, 0 }, 6)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_PROBE, (const uint8_t[]){ 7, 0, 0, 0, 0, 0 }, 6)->status);
    rig_free(rig);
}

static const rig_reply_t *run_window(rig_t *rig, uint32_t in, uint32_t out, uint32_t count, uint8_t flags)
{
    uint8_t payload[16] = { 0 };
    hil_store_u32(payload, in);
    hil_store_u32(payload + 4, out);
    hil_store_u32(payload + 8, count);
    payload[12] = flags;
    return rig_call(rig, HIL_RUN_WINDOW, payload, 16);
}

static void window_samples_equal_single_runs(void)
{
    enum { WINDOW = 65536, IN = 32768, OUT = 65536 - 30 };
    rig_t *rig = loaded_rig(WINDOW);
    uint8_t *window = rig->board.memory.window.bytes;
    test_random_t random = { 8 };
    test_fill(&random, window + IN, 3 * sample.input_bytes);
    const rig_reply_t reply = *run_window(rig, IN, OUT, 3, 1);
    CHECK_EQUAL(3 * (8 + 8 * sample.operators), reply.count);
    for (uint32_t s = 0; s < 3; s++) {
        uint8_t payload[4 + 1024] = { 0 };
        memcpy(payload + 4, window + IN + s * sample.input_bytes, sample.input_bytes);
        rig_call(rig, HIL_INPUT_WRITE, payload, 4 + sample.input_bytes);
        const uint32_t crc = hil_load_u32(run(rig, 0xFFFF, 0)->payload + 8);
        CHECK_EQUAL(crc, hil_load_u32(reply.payload + s * (8 + 8 * (size_t)sample.operators)));
        CHECK_EQUAL(crc, hil_crc32(0, window + OUT + 10 * s, 10));
    }
    CHECK_EQUAL(HIL_BAD_ARGUMENT, run_window(rig, IN, OUT + 1, 3, 0)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, run_window(rig, IN, sample.count - 1, 1, 0)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, run_window(rig, 0xFFFFFFF0u, OUT, 1, 0)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, run_window(rig, IN, OUT, 0xFFFFFFFFu, 0)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, run_window(rig, IN, IN + 20000, HIL_MAX_PAYLOAD / 8 + 1, 0)->status);
    rig_free(rig);
}

static void image_writes_stay_inside_what_was_begun(void)
{
    rig_t *rig = loaded_rig(0);
    uint8_t payload[20] = { 0 };
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_IMAGE_WRITE, payload, 20)->status);
    CHECK_EQUAL(HIL_OK, rig_call(rig, HIL_MODEL_INFO, NULL, 0)->status);
    hil_store_u32(payload, SAMPLE_MAX + 1);
    CHECK_EQUAL(HIL_IMAGE_TOO_LARGE, rig_call(rig, HIL_IMAGE_BEGIN, payload, 4)->status);
    CHECK_EQUAL(HIL_NO_IMAGE, rig_call(rig, HIL_MODEL_INFO, NULL, 0)->status);
    hil_store_u32(payload, 16);
    CHECK_EQUAL(HIL_OK, rig_call(rig, HIL_IMAGE_BEGIN, payload, 4)->status);
    hil_store_u32(payload, 0);
    CHECK_EQUAL(HIL_OK, rig_call(rig, HIL_IMAGE_WRITE, payload, 20)->status);
    hil_store_u32(payload, 1);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_IMAGE_WRITE, payload, 20)->status);
    hil_store_u32(payload, 0xFFFFFFFFu);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_IMAGE_WRITE, payload, 20)->status);
    rig_free(rig);
}

static void an_image_in_flash_is_not_written(void)
{
    rig_t *rig = loaded_rig(0);
    rig->board.memory.image_in_flash = true;
    uint8_t payload[20] = { 16 };
    CHECK_EQUAL(HIL_IMAGE_IN_FLASH, rig_call(rig, HIL_IMAGE_BEGIN, payload, 4)->status);
    CHECK_EQUAL(HIL_BAD_ARGUMENT, rig_call(rig, HIL_IMAGE_WRITE, payload, 20)->status);
    CHECK_EQUAL(HIL_OK, rig_call(rig, HIL_IMAGE_COMMIT, NULL, 0)->status);
    rig_free(rig);
}

const test_case_t command_tests[] = {
    { "hello_tells_the_board", hello_tells_the_board },
    { "every_command_refuses_without_image_or_length", every_command_refuses_without_image_or_length },
    { "a_repeated_request_is_not_executed_again", a_repeated_request_is_not_executed_again },
    { "ping_carries_the_largest_payload_and_no_more", ping_carries_the_largest_payload_and_no_more },
    { "a_run_reports_layers_and_high_water", a_run_reports_layers_and_high_water },
    { "a_long_run_gives_signs_of_life", a_long_run_gives_signs_of_life },
    { "a_speed_is_on_trial_until_it_is_kept", a_speed_is_on_trial_until_it_is_kept },
    { "a_speed_that_is_not_kept_ends_after_a_second", a_speed_that_is_not_kept_ends_after_a_second },
    { "a_probe_agrees_with_the_kernels", a_probe_agrees_with_the_kernels },
    { "window_samples_equal_single_runs", window_samples_equal_single_runs },
    { "image_writes_stay_inside_what_was_begun", image_writes_stay_inside_what_was_begun },
    { "an_image_in_flash_is_not_written", an_image_in_flash_is_not_written },
    { NULL, NULL },
};
