// Seeded random bytes and random requests against decoder and commands. The sanitizers are the judge; the replies must stay well formed.
#include <string.h>

#include "fuzz/fuzz_inputs.h"
#include "rig.h"
#include "test.h"

enum { SIZES_ARENA = 4096, REQUESTS = 150000 };

static const uint8_t kinds[] = { HIL_HELLO, HIL_PING, HIL_IMAGE_BEGIN, HIL_IMAGE_WRITE, HIL_IMAGE_COMMIT, HIL_MODEL_INFO, HIL_INPUT_WRITE, HIL_RUN,
                                 HIL_LAYERS, HIL_TENSOR_READ, HIL_OUTPUT_READ, HIL_RUN_WINDOW, HIL_PROBE };

static void random_streams_never_hurt(void)
{
    test_random_t random = { 201 };
    rig_t *rig = rig_new((rig_sizes_t){ SIZES_ARENA, 256, 1024, 0 });
    for (int i = 0; i < 20000; i++) {
        uint8_t bytes[200];
        const size_t count = test_next(&random) % sizeof bytes;
        test_fill(&random, bytes, count);
        rig_feed(rig, bytes, count);
        CHECK(rig->sent == 0 || rig_count_replies(rig) == 0);
    }
    CHECK(rig_call(rig, HIL_PING, NULL, 0)->answered || rig_call(rig, HIL_PING, NULL, 0)->answered);
    rig_free(rig);
}

static void damaged_frames_get_no_reply_and_are_told(void)
{
    test_random_t random = { 202 };
    int damaged = 0;
    rig_t *rig = rig_new((rig_sizes_t){ SIZES_ARENA, 256, 1024, 0 });
    for (int i = 0; i < 20000; i++) {
        uint8_t raw[64 + HIL_FRAME_OVERHEAD], wire[HIL_FRAME_WIRE_MAX(sizeof raw)];
        test_fill(&random, raw, sizeof raw);
        const size_t sealed = hil_frame_seal(raw, HIL_PING, 0, 1, test_next(&random) % 64);
        const size_t count = hil_frame_encode(raw, sealed, wire);
        wire[1 + test_next(&random) % (count - 2)] ^= (uint8_t)(1u << (test_next(&random) % 8));
        rig_feed(rig, wire, count);
        CHECK_EQUAL(0, rig_count_frames(rig, HIL_PING | HIL_REPLY_BIT));
        // A flipped bit may have made a delimiter, which leaves two pieces, or the frame was an empty ping.
        CHECK(rig_count_frames(rig, HIL_DAMAGED) <= 2);
        damaged += rig_count_frames(rig, HIL_DAMAGED);
    }
    CHECK(damaged > 19000);
    rig_free(rig);
}

// Mostly small numbers, because only those get past the first check.
static size_t random_payload(test_random_t *random, uint8_t *payload, size_t capacity)
{
    const size_t count = (test_next(random) & 7u) == 0 ? test_next(random) % capacity : test_next(random) % 20;
    for (size_t i = 0; i < count; i++) {
        payload[i] = (test_next(random) & 3u) == 0 ? (uint8_t)test_next(random) : (uint8_t)(test_next(random) % 3u);
    }
    return count;
}

static void random_requests_always_get_one_answer(void)
{
    static sample_image_t sample;
    test_random_t random = { 203 };
    sample_image_int8(&sample, 0);
    rig_t *rig = rig_new((rig_sizes_t){ SIZES_ARENA, 256, SAMPLE_MAX, 65536 });
    for (int i = 0; i < REQUESTS; i++) {
        uint8_t payload[300];
        if (i % 200 == 0) {
            CHECK_EQUAL(HIL_OK, rig_load(rig, sample.bytes, sample.count)->status);
        }
        const uint8_t kind = kinds[test_next(&random) % sizeof kinds];
        if (kind == HIL_IMAGE_BEGIN && (test_next(&random) & 15u) != 0) {
            continue;   // it drops the image and most commands would end there
        }
        const rig_reply_t *reply = rig_call(rig, kind, payload, random_payload(&random, payload, sizeof payload));
        CHECK(reply->answered);
        CHECK(reply->status <= HIL_BAD_VERSION);
        CHECK(reply->status == HIL_OK || reply->count == 4);
    }
    rig_free(rig);
}

// The first of the ten million that `make fuzz` runs.
static void seeded_inputs_of_every_kind_have_no_finding(void)
{
    test_random_t random = { 4711 };
    fuzz_run(&random, 60000);
}

const test_case_t fuzz_tests[] = {
    { "random_streams_never_hurt", random_streams_never_hurt },
    { "damaged_frames_get_no_reply_and_are_told", damaged_frames_get_no_reply_and_are_told },
    { "random_requests_always_get_one_answer", random_requests_always_get_one_answer },
    { "seeded_inputs_of_every_kind_have_no_finding", seeded_inputs_of_every_kind_have_no_finding },
    { NULL, NULL },
};
