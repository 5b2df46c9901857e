#include "rig.h"

#include <stdlib.h>
#include <string.h>

static uint64_t ticks(void)
{
    static uint64_t now;
    return now += 7;
}

static void collect(void *context, const uint8_t *bytes, size_t count)
{
    rig_t *rig = context;
    if (count <= sizeof rig->wire - rig->sent) {
        memcpy(rig->wire + rig->sent, bytes, count);
        rig->sent += count;
    }
}

static hil_span_t block(uint32_t count)
{
    uint8_t *bytes = malloc(count);
    memset(bytes, 0xCD, count);
    return (hil_span_t){ bytes, count };
}

rig_t *rig_new(rig_sizes_t sizes)
{
    rig_t *rig = calloc(1, sizeof *rig);
    hil_memory_t *memory = &rig->board.memory;
    *memory = (hil_memory_t){ block(sizes.arena), block(sizes.bias_ram), { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, false };
    if (sizes.window > 0) {
        memory->window = block(sizes.window);
    }
    memory->image_slot = sizes.window > 0 ? (hil_span_t){ memory->window.bytes, sizes.slot } : block(sizes.slot);
    rig->board.identity = (hil_identity_t){ .board = "test", .mcu = "none", .toolchain = "any", .boot_count = 5 };
    rig->board.ticks = ticks;
    rig->model = hil_image_model_table(&rig->image_model, memory->arena, memory->bias_ram);
    rig->transport = (hil_transport_t){ rig, NULL, collect, NULL };
    hil_runner_init(&rig->runner, &rig->board, &rig->model, &rig->transport);
    return rig;
}

void rig_free(rig_t *rig)
{
    const hil_memory_t *memory = &rig->board.memory;
    free(memory->arena.bytes);
    free(memory->bias_ram.bytes);
    free(memory->image_slot.bytes);   // the window's beginning when there is one
    free(rig);
}

void rig_feed(rig_t *rig, const uint8_t *bytes, size_t count)
{
    rig->sent = 0;
    for (size_t i = 0; i < count; i++) {
        hil_runner_push(&rig->runner, bytes[i]);
    }
}

int rig_count_frames(const rig_t *rig, uint8_t kind)
{
    static uint8_t buffer[HIL_COBS_MAX(HIL_MAX_RAW)];
    hil_receiver_t receiver;
    hil_frame_t frame;
    int count = 0;
    hil_receiver_init(&receiver, buffer, HIL_MAX_RAW);
    for (size_t i = 0; i < rig->sent; i++) {
        count += hil_receiver_push(&receiver, rig->wire[i], &frame) && frame.kind == kind ? 1 : 0;
    }
    return count;
}

int rig_count_replies(const rig_t *rig)
{
    int count = 0;
    for (uint8_t command = 1; command < HIL_REPLY_BIT; command++) {
        count += command < HIL_LOG - HIL_REPLY_BIT ? rig_count_frames(rig, command | HIL_REPLY_BIT) : 0;
    }
    return count;
}

static void take_reply(const rig_t *rig, uint8_t kind, uint16_t sequence, rig_reply_t *reply)
{
    static uint8_t buffer[HIL_COBS_MAX(HIL_MAX_RAW)];
    hil_receiver_t receiver;
    hil_frame_t frame;
    memset(reply, 0, sizeof *reply);
    hil_receiver_init(&receiver, buffer, HIL_MAX_RAW);
    for (size_t i = 0; i < rig->sent; i++) {
        if (hil_receiver_push(&receiver, rig->wire[i], &frame) && frame.kind == (kind | HIL_REPLY_BIT) && frame.sequence == sequence) {
            reply->answered = true;
            reply->status = frame.status;
            reply->count = frame.payload_bytes;
            memcpy(reply->payload, frame.payload, frame.payload_bytes);
            reply->detail = frame.status != 0 && frame.payload_bytes == 4 ? hil_load_u32(reply->payload) : 0;
        }
    }
}

const rig_reply_t *rig_call_as(rig_t *rig, uint16_t sequence, uint8_t kind, const void *payload, size_t count)
{
    static uint8_t raw[HIL_MAX_RAW + 64], wire[HIL_FRAME_WIRE_MAX(sizeof raw)];
    static rig_reply_t reply;
    if (count > 0) {
        memcpy(raw + HIL_FRAME_HEADER, payload, count);
    }
    const size_t sealed = hil_frame_seal(raw, kind, 0, sequence, count);
    rig_feed(rig, wire, hil_frame_encode(raw, sealed, wire));
    take_reply(rig, kind, sequence, &reply);
    return &reply;
}

const rig_reply_t *rig_call(rig_t *rig, uint8_t kind, const void *payload, size_t count)
{
    rig->sequence = (uint16_t)(rig->sequence == 0xFFFF ? 1 : rig->sequence + 1);
    return rig_call_as(rig, rig->sequence, kind, payload, count);
}

const rig_reply_t *rig_load(rig_t *rig, const uint8_t *image, uint32_t count)
{
    uint8_t piece[4 + 1000];
    hil_store_u32(piece, count);
    rig_call(rig, HIL_IMAGE_BEGIN, piece, 4);
    for (uint32_t at = 0; at < count; at += 1000) {
        const uint32_t bytes = count - at < 1000 ? count - at : 1000;
        hil_store_u32(piece, at);
        memcpy(piece + 4, image + at, bytes);
        rig_call(rig, HIL_IMAGE_WRITE, piece, 4 + bytes);
    }
    return rig_call(rig, HIL_IMAGE_COMMIT, NULL, 0);
}
