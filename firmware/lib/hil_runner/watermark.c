#include "watermark.h"

#include <string.h>

// The painter's own frame and what an interrupt may push while it runs stay unpainted.
enum { OWN_FRAME = 128 };

// The lowest input at or above `from`, which may begin anywhere in the arena; count 0 when there is none.
static hil_span_t next_input(const hil_model_t *model, const uint8_t *from)
{
    hil_span_t next = { NULL, 0 };
    for (uint16_t i = 0; i < model->describe(model->context)->inputs; i++) {
        const hil_span_t span = model->input(model->context, i);
        if (span.bytes + span.count > from && (next.bytes == NULL || span.bytes < next.bytes)) {
            next = span;
        }
    }
    return next;
}

void watermark_paint_arena(const hil_model_t *model, uint8_t pattern)
{
    const hil_span_t arena = model->arena(model->context);
    const uint8_t *end = arena.bytes + arena.count;
    uint8_t *at = arena.bytes;
    while (at < end) {
        const hil_span_t kept = next_input(model, at);
        const uint8_t *stop = kept.bytes == NULL || kept.bytes > end ? end : kept.bytes;
        if (stop > at) {
            memset(at, pattern, (size_t)(stop - at));
        }
        at = kept.bytes == NULL ? arena.bytes + arena.count : kept.bytes + kept.count;
    }
}

static uint32_t end_of_inputs(const hil_model_t *model, const uint8_t *arena)
{
    uint32_t end = 0;
    for (uint16_t i = 0; i < model->describe(model->context)->inputs; i++) {
        const hil_span_t span = model->input(model->context, i);
        const uint32_t span_end = (uint32_t)(span.bytes - arena) + span.count;
        end = span_end > end ? span_end : end;
    }
    return end;
}

uint32_t watermark_scan_arena(const hil_model_t *model, uint8_t pattern)
{
    const hil_span_t arena = model->arena(model->context);
    if (arena.count == 0) {
        return 0;
    }
    const uint32_t inputs = end_of_inputs(model, arena.bytes);
    uint32_t high = arena.count;
    while (high > inputs && arena.bytes[high - 1] == pattern) {
        high--;
    }
    return high;
}

__attribute__((noinline)) void watermark_paint_stack(hil_span_t stack, uint8_t pattern)
{
    // Not memset: its frame would lie in what it paints.
    const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    const uintptr_t low = (uintptr_t)stack.bytes;
    if (stack.count == 0 || here < low + OWN_FRAME || here > low + stack.count) {
        return;
    }
    volatile uint8_t *at = stack.bytes;
    for (uintptr_t left = here - OWN_FRAME - low; left > 0; left--) {
        *at++ = pattern;
    }
}

uint32_t watermark_scan_stack(hil_span_t stack, uint8_t pattern)
{
    const volatile uint8_t *bytes = stack.bytes;
    uint32_t untouched = 0;
    while (untouched < stack.count && bytes[untouched] == pattern) {
        untouched++;
    }
    return stack.count - untouched;
}
