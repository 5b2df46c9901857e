#include "fuzz_target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rig.h"

enum { ARENA = 4096, BIAS_RAM = 256, WINDOW = 65536, INPUTS_PER_RIG = 4096, CHANGE_BYTES = 7, MOST_CHANGES = 64 };

fuzz_depth_t fuzz_depth;

static rig_t *rig;
static sample_image_t images[5];
static uint32_t inputs;

static void require(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

// A fresh rig now and then: an input may depend on those before it, but not on all of them.
static void prepare(void)
{
    if (images[0].count == 0) {
        sample_image_int8(&images[0], 0);
        sample_image_int8(&images[1], 1);
        sample_image_float(&images[2]);
        sample_image_int16(&images[3]);
        sample_image_memory(&images[4]);
    }
    if (inputs++ % INPUTS_PER_RIG == 0) {
        if (rig != NULL) {
            rig_free(rig);
        }
        rig = rig_new((rig_sizes_t){ ARENA, BIAS_RAM, SAMPLE_MAX, WINDOW });
        require(rig_load(rig, images[0].bytes, images[0].count)->status == HIL_OK, "the sample image is refused");
    }
}

static void take_bytes(const uint8_t *bytes, size_t count)
{
    rig_feed(rig, bytes, count);
}

// Most requests end at once where no model is.
static void need_model(void)
{
    if (rig->model.describe(rig->model.context) == NULL) {
        memcpy(rig->board.memory.image_slot.bytes, images[0].bytes, images[0].count);
        require(rig->model.commit(rig->model.context, rig->board.memory.image_slot).status == HIL_OK, "the sample image is refused");
    }
}

static void take_requests(const uint8_t *bytes, size_t count)
{
    // What an input before left open ends here.
    rig_feed(rig, (const uint8_t[]){ 0 }, 1);
    need_model();
    for (size_t at = 0; at + 2 <= count;) {
        const uint8_t kind = bytes[at] & 0x7F;
        const size_t payload = bytes[at + 1] < count - at - 2 ? bytes[at + 1] : count - at - 2;
        const rig_reply_t *reply = rig_call(rig, kind, bytes + at + 2, payload);
        require(reply->answered, "a request got no answer");
        require(reply->status == HIL_OK || reply->count == 4, "an error reply has another payload than its detail");
        require(rig_count_frames(rig, kind | HIL_REPLY_BIT) == 1, "a request got more than one answer");
        rig->runner.reset_requested = false;
        fuzz_depth.requests++;
        fuzz_depth.good_requests += reply->status == HIL_OK ? 1u : 0u;
        at += 2 + payload;
    }
}

static void change(uint8_t *image, uint32_t size, const uint8_t *record)
{
    const uint32_t at = hil_load_u16(record) % size;
    const uint32_t value = hil_load_u32(record + 3);
    const uint32_t word = at < size - 4 ? at & ~3u : size - 4;
    switch (record[2] % 3) {
    case 0:
        image[at] = (uint8_t)value;
        break;
    case 1:
        hil_store_u32(image + word, value);
        break;
    default:
        hil_store_u32(image + word, hil_load_u32(image + word) + value);
        break;
    }
}

static void take_image(const uint8_t *bytes, size_t count)
{
    static const uint8_t run[4] = { 0xFF, 0xFF, 3, 0xA5 };
    const sample_image_t *good = &images[count > 0 ? bytes[0] % 5 : 0];
    uint8_t *slot = rig->board.memory.image_slot.bytes;
    memcpy(slot, good->bytes, good->count);
    for (size_t at = 1; at + CHANGE_BYTES <= count && at < CHANGE_BYTES * MOST_CHANGES; at += CHANGE_BYTES) {
        change(slot, good->count, bytes + at);
    }
    sample_image_seal(slot, good->count);
    rig_feed(rig, (const uint8_t[]){ 0 }, 1);
    fuzz_depth.images++;
    if (rig_call(rig, HIL_IMAGE_COMMIT, NULL, 0)->status != HIL_OK) {
        return;
    }
    fuzz_depth.good_images++;
    require(rig_call(rig, HIL_RUN, run, sizeof run)->status == HIL_OK, "an accepted image does not run");
    for (uint8_t op = 0; op < good->operators; op++) {
        const uint8_t probe[6] = { op, 0, count > 2 ? bytes[2] : 0, 0, 0, 0 };
        rig_call(rig, HIL_PROBE, probe, sizeof probe);
    }
    const uint8_t read[6] = { 0, 0, 0, 0, 4, 0 };
    rig_call(rig, HIL_OUTPUT_READ, read, sizeof read);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static void (*const kinds[FUZZ_KINDS])(const uint8_t *, size_t) = { take_bytes, take_requests, take_image };
    prepare();
    if (count > 0) {
        kinds[bytes[0] % FUZZ_KINDS](bytes + 1, count - 1);
    }
    return 0;
}
