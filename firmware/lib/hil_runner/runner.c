#include "hil_runner.h"

#include <string.h>

#include "commands.h"

void hil_runner_init(hil_runner_t *runner, const hil_board_t *board, const hil_model_t *model, const hil_transport_t *transport)
{
    *runner = (hil_runner_t){ .board = board, .model = model, .transport = transport, .running_operator = 0xFFFF };
    hil_receiver_init(&runner->receiver, runner->received, HIL_MAX_RAW);
}

static void send(hil_runner_t *runner, const uint8_t *raw, size_t count)
{
    const size_t wire = hil_frame_encode(raw, count, runner->wire);
    runner->transport->write(runner->transport->context, runner->wire, wire);
}

void hil_runner_log(hil_runner_t *runner, const char *text)
{
    // Not in runner->reply: a repeated request may still ask for that one.
    uint8_t raw[HIL_FRAME_OVERHEAD + 120];
    const size_t length = strlen(text);
    const size_t count = length < 120 ? length : 120;
    memcpy(raw + HIL_FRAME_HEADER, text, count);
    send(runner, raw, hil_frame_seal(raw, HIL_LOG, HIL_OK, 0, count));
}

// A frame of the board's own with a small payload. Not in runner->reply: a repeated request may still ask for that one.
static void send_small(hil_runner_t *runner, uint8_t kind, uint16_t sequence, uint32_t word)
{
    uint8_t raw[HIL_FRAME_OVERHEAD + 4];
    hil_store_u32(raw + HIL_FRAME_HEADER, word);
    send(runner, raw, hil_frame_seal(raw, kind, HIL_OK, sequence, 4));
}

void hil_runner_sign_of_life(hil_runner_t *runner, uint16_t operator_index)
{
    const uint32_t now = (uint32_t)runner->board->ticks();
    const uint32_t second = runner->board->identity.clock_hz;
    if (second != 0 && now - runner->last_sign >= second) {
        runner->last_sign = now;
        send_small(runner, HIL_BUSY, runner->running_sequence, operator_index);
    }
}

static hil_result_t execute(hil_runner_t *runner, const hil_frame_t *frame, hil_writer_t *reply)
{
    if (frame->status != HIL_OK) {
        return hil_error(HIL_BAD_ARGUMENT, frame->status);
    }
    const command_handler_t handler = command_find(frame->kind);
    if (handler == NULL) {
        return hil_error(HIL_UNKNOWN_COMMAND, frame->kind);
    }
    hil_reader_t request = { .bytes = frame->payload, .count = frame->payload_bytes };
    const hil_result_t result = handler(runner, &request, reply);
    return hil_is_ok(result) && reply->failed ? hil_error(HIL_INTERNAL, frame->kind) : result;
}

static void answer(hil_runner_t *runner, const hil_frame_t *frame)
{
    runner->running_sequence = frame->sequence;
    runner->last_sign = (uint32_t)runner->board->ticks();
    hil_writer_t reply = { .bytes = runner->reply + HIL_FRAME_HEADER, .capacity = HIL_MAX_PAYLOAD };
    const hil_result_t result = execute(runner, frame, &reply);
    if (!hil_is_ok(result)) {
        reply.count = 0;
        reply.failed = false;
        hil_write_u32(&reply, result.detail);
    }
    const uint8_t kind = (uint8_t)(frame->kind | HIL_REPLY_BIT);
    runner->reply_bytes = hil_frame_seal(runner->reply, kind, (uint8_t)result.status, frame->sequence, reply.count);
    runner->last_sequence = frame->sequence;
    runner->last_crc = frame->crc;
    runner->reply_kept = true;
}

// Once the reply that announces it has left. A trial in a trial falls back to what was kept last.
static void change_speed(hil_runner_t *runner)
{
    hil_speed_t *speed = &runner->speed;
    if (speed->next == 0) {
        return;
    }
    if (speed->fallback == 0) {
        speed->fallback = speed->now != 0 ? speed->now : runner->board->link_baud;
    }
    speed->since = (uint32_t)runner->board->ticks();
    speed->now = speed->next;
    speed->next = 0;
    runner->board->link_speed(speed->now, true);
}

// A host that cannot be heard at the new speed is heard again at the old one: its bytes, whatever they look like, bring us here.
static void end_trial(hil_runner_t *runner)
{
    hil_speed_t *speed = &runner->speed;
    if (speed->fallback != 0 && (uint32_t)runner->board->ticks() - speed->since >= runner->board->identity.clock_hz) {
        speed->now = speed->fallback;
        speed->fallback = 0;
        runner->board->link_speed(speed->now, true);
    }
}

void hil_runner_push(hil_runner_t *runner, uint8_t byte)
{
    hil_frame_t frame;
    end_trial(runner);
    const uint32_t damaged = runner->receiver.damaged;
    if (!hil_receiver_push(&runner->receiver, byte, &frame)) {
        if (runner->receiver.damaged != damaged) {
            // Most likely a request: the host need not wait for its deadline to repeat it.
            send_small(runner, HIL_DAMAGED, 0, runner->receiver.damaged);
        }
        return;
    }
    if (frame.kind >= HIL_REPLY_BIT) {
        return;   // not a request: an echo of our own reply, perhaps
    }
    const bool repeated = runner->reply_kept && frame.sequence == runner->last_sequence && frame.crc == runner->last_crc;
    if (!repeated) {
        answer(runner, &frame);
    }
    send(runner, runner->reply, runner->reply_bytes);
    change_speed(runner);
}

hil_end_t hil_runner_serve(hil_runner_t *runner)
{
    const hil_transport_t *transport = runner->transport;
    uint8_t bytes[64];
    for (;;) {
        const size_t count = transport->read(transport->context, bytes, sizeof bytes);
        for (size_t i = 0; i < count; i++) {
            hil_runner_push(runner, bytes[i]);
            if (runner->reset_requested) {
                return HIL_END_RESET;
            }
        }
        if (count == 0 && !transport->wait(transport->context)) {
            return HIL_END_CLOSED;
        }
    }
}
