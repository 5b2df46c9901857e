#include "endpoints.h"

#include <string.h>

#include "hil_crc32.h"

// The part of a tensor at [start, start + tensor) that lies in [offset, offset + count) of the concatenation.
typedef struct overlap {
    uint32_t in_tensor, in_bytes, count;
} overlap_t;

static overlap_t overlap_of(uint32_t start, uint32_t tensor, uint32_t offset, uint32_t count)
{
    const uint32_t first = start > offset ? start : offset;
    const uint32_t tensor_end = start + tensor;
    const uint32_t end = offset + count;
    const uint32_t last = tensor_end < end ? tensor_end : end;
    if (last <= first) {
        return (overlap_t){ 0, 0, 0 };
    }
    return (overlap_t){ first - start, first - offset, last - first };
}

void endpoints_write_inputs(const hil_model_t *model, uint32_t offset, const uint8_t *bytes, uint32_t count)
{
    uint32_t start = 0;
    for (uint16_t i = 0; i < model->describe(model->context)->inputs; i++) {
        const hil_span_t span = model->input(model->context, i);
        const overlap_t part = overlap_of(start, span.count, offset, count);
        if (part.count > 0) {
            memcpy(span.bytes + part.in_tensor, bytes + part.in_bytes, part.count);
        }
        start += span.count;
    }
}

void endpoints_read_outputs(const hil_model_t *model, uint32_t offset, uint8_t *bytes, uint32_t count)
{
    uint32_t start = 0;
    for (uint16_t i = 0; i < model->describe(model->context)->outputs; i++) {
        const hil_span_t span = model->output(model->context, i);
        const overlap_t part = overlap_of(start, span.count, offset, count);
        if (part.count > 0) {
            memcpy(bytes + part.in_bytes, span.bytes + part.in_tensor, part.count);
        }
        start += span.count;
    }
}

uint32_t endpoints_output_crc(const hil_model_t *model)
{
    uint32_t crc = 0;
    for (uint16_t i = 0; i < model->describe(model->context)->outputs; i++) {
        const hil_span_t span = model->output(model->context, i);
        crc = hil_crc32(crc, span.bytes, span.count);
    }
    return crc;
}
