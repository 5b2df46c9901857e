#include "commands.h"

static void write_counter(hil_writer_t *reply, const hil_identity_t *identity, const hil_memory_t *memory)
{
    hil_write_u32(reply, identity->clock_hz);
    hil_write_u32(reply, identity->counter_num);
    hil_write_u32(reply, identity->counter_den);
    hil_write_u8(reply, identity->counter_unit);
    hil_write_u8(reply, identity->kernel_set);
    hil_write_u8(reply, identity->floating_point);
    hil_write_u8(reply, memory->image_in_flash ? 1 : 0);
}

static void write_memory(hil_writer_t *reply, const hil_memory_t *memory, bool takes_images)
{
    hil_write_u32(reply, takes_images ? memory->image_slot.count : 0);
    hil_write_u32(reply, memory->arena.count);
    hil_write_u32(reply, memory->bias_ram.count);
    hil_write_u32(reply, memory->window.count);
    hil_write_u32(reply, memory->stack.count);
}

static void write_build(hil_writer_t *reply, const hil_identity_t *identity)
{
    hil_write_bytes(reply, identity->build_id, sizeof identity->build_id);
    hil_write_u64(reply, identity->boot_count);
    hil_write_string(reply, identity->board);
    hil_write_string(reply, identity->mcu);
    hil_write_string(reply, identity->toolchain);
    hil_write_u32(reply, identity->text_bytes);
    hil_write_u32(reply, identity->rodata_bytes);
    hil_write_u32(reply, identity->data_bytes);
    hil_write_u32(reply, identity->bss_bytes);
}

hil_result_t command_hello(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    const uint16_t version = hil_read_u16(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    if (version != HIL_PROTOCOL_VERSION) {
        return hil_error(HIL_BAD_VERSION, version);
    }
    hil_write_u16(reply, HIL_PROTOCOL_VERSION);
    hil_write_u16(reply, HIL_MAX_PAYLOAD);
    hil_write_u32(reply, runner->board->identity.rx_window);
    write_counter(reply, &runner->board->identity, &runner->board->memory);
    write_memory(reply, &runner->board->memory, runner->model->commit != NULL);
    write_build(reply, &runner->board->identity);
    return hil_ok();
}

hil_result_t command_ping(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    (void)runner;
    hil_write_bytes(reply, request->bytes, request->count);
    return hil_ok();
}

hil_result_t command_reset(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    (void)reply;
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    runner->reset_requested = true;
    return hil_ok();
}

hil_result_t command_link_speed(hil_runner_t *runner, hil_reader_t *request, hil_writer_t *reply)
{
    enum { TRY = 0, KEEP = 1 };
    const uint8_t action = hil_read_u8(request);
    const uint32_t reserved = hil_read_u8(request) | (uint32_t)hil_read_u16(request) << 8;
    const uint32_t baud = hil_read_u32(request);
    if (!hil_read_done(request)) {
        return bad_length(request);
    }
    const hil_board_t *board = runner->board;
    if (board->link_speed == NULL) {
        return hil_error(HIL_UNKNOWN_COMMAND, HIL_LINK_SPEED);
    }
    const uint32_t real = board->link_speed(baud, false);
    if (reserved != 0 || action > KEEP || real == 0 || (action == KEEP && baud != runner->speed.now)) {
        return hil_error(HIL_BAD_ARGUMENT, baud);
    }
    if (action == TRY) {
        runner->speed.next = baud;
    } else {
        runner->speed.fallback = 0;
    }
    hil_write_u32(reply, real);
    return hil_ok();
}
