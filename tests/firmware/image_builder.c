#include "image_builder.h"

#include <string.h>

#include "hil_bytes.h"

builder_t image_begin(sample_image_t *image, uint8_t type)
{
    memset(image, 0, sizeof *image);
    return (builder_t){ image, HEADER + TENSORS * TENSOR + OPERATORS * OPERATOR + 16, type, { 77 } };
}

static uint32_t element_size(uint8_t type)
{
    return type == INT8 ? 1 : type == INT16 ? 2 : 4;
}

uint32_t image_section(builder_t *b, uint32_t count)
{
    const uint32_t at = b->data;
    b->data += (count + 15u) & ~15u;
    return at;
}

uint16_t image_add_tensor(builder_t *b, int32_t n, int32_t h, int32_t w, int32_t c)
{
    sample_image_t *image = b->image;
    uint8_t *record = image->bytes + HEADER + image->tensors * TENSOR;
    const int32_t dims[4] = { n, h, w, c };
    const uint32_t bytes = (uint32_t)(n * h * w * c) * element_size(b->type);
    record[0] = b->type;
    record[1] = 4;
    hil_store_u16(record + 2, image->tensors);
    for (int i = 0; i < 4; i++) {
        hil_store_u32(record + 4 + 4 * i, (uint32_t)dims[i]);
    }
    hil_store_u32(record + 20, image->arena_bytes);
    hil_store_u32(record + 24, bytes);
    image->arena_bytes += (bytes + 15u) & ~15u;
    return image->tensors++;
}

uint8_t *image_add_operator(builder_t *b, uint16_t kind, uint16_t in0, uint16_t in1, uint16_t out, const int32_t *parameters, uint32_t count)
{
    sample_image_t *image = b->image;
    uint8_t *record = image->bytes + HEADER + TENSORS * TENSOR + image->operators * OPERATOR;
    hil_store_u16(record, kind);
    record[2] = b->type;
    hil_store_u16(record + 4, in0);
    hil_store_u16(record + 6, in1);
    hil_store_u16(record + 8, out);
    hil_store_u16(record + 10, image->operators++);
    hil_store_u16(record + 56, 0xFFFF);
    const uint32_t at = image_section(b, 4 * count);
    hil_store_u32(record + 12, at);
    hil_store_u32(record + 16, 4 * count);
    for (uint32_t i = 0; i < count; i++) {
        hil_store_u32(image->bytes + at + 4 * i, (uint32_t)parameters[i]);
    }
    return record;
}

// Random contents; floats are small numbers.
static void fill_values(builder_t *b, uint32_t at, uint32_t elements)
{
    for (uint32_t i = 0; i < elements; i++) {
        if (b->type != FLOAT32) {
            b->image->bytes[at + i] = (uint8_t)test_next(&b->random);
        } else {
            const float value = (float)test_range(&b->random, -512, 512) / 256.0f;
            memcpy(b->image->bytes + at + 4 * i, &value, 4);
        }
    }
}

void image_add_weights(builder_t *b, uint8_t *record, uint32_t elements)
{
    const uint32_t bytes = elements * (b->type == FLOAT32 ? 4 : 1);
    const uint32_t at = image_section(b, bytes);
    hil_store_u32(record + 20, at);
    hil_store_u32(record + 24, bytes);
    fill_values(b, at, elements);
}

void image_add_scales(builder_t *b, uint8_t *record, uint32_t count)
{
    const uint32_t at = image_section(b, 8 * count);
    hil_store_u32(record + 48, at);
    hil_store_u32(record + 52, count);
    for (uint32_t i = 0; i < count; i++) {
        hil_store_u32(b->image->bytes + at + 4 * i, (uint32_t)test_range(&b->random, 1 << 30, INT32_MAX));
        hil_store_u32(b->image->bytes + at + 4 * (count + i), (uint32_t)test_range(&b->random, -9, -6));
    }
}

void image_add_bias(builder_t *b, uint8_t *record, uint8_t type, uint32_t channels)
{
    static const uint32_t sizes[6] = { 0, 1, 2, 4, 4, 8 };
    const uint32_t at = image_section(b, sizes[type] * channels);
    hil_store_u32(record + 28, at);
    hil_store_u32(record + 32, sizes[type] * channels);
    record[36] = type;
    hil_store_u16(record + 38, (uint16_t)channels);
    for (uint32_t i = 0; i < sizes[type] * channels; i++) {
        // Small positive 32-bit biases in either type; narrow ones anything.
        b->image->bytes[at + i] = type <= 2 || i % sizes[type] < 1 ? (uint8_t)test_next(&b->random) : 0;
    }
}

void image_add_widening(builder_t *b, uint8_t *record, uint8_t kind, uint32_t channels)
{
    const uint32_t bytes = kind == 2 ? channels : 5 * channels;
    const uint32_t at = image_section(b, bytes);
    b->image->bias_ram_bytes += kind >= 3 ? 4 * channels : 0;
    record[37] = kind;
    hil_store_u32(record + 40, at);
    hil_store_u32(record + 44, bytes);
    for (uint32_t i = 0; i < channels; i++) {
        if (kind == 2) {
            b->image->bytes[at + i] = (uint8_t)test_range(&b->random, 0, 5);
        } else {
            hil_store_u32(b->image->bytes + at + 4 * i, 1u << 30);
            b->image->bytes[at + 4 * channels + i] = (uint8_t)test_range(&b->random, -3, 3);
        }
    }
}

void image_finish(builder_t *b, uint8_t rounding, uint16_t input, uint16_t output)
{
    sample_image_t *image = b->image;
    uint8_t *at = image->bytes;
    image->records_end = HEADER + TENSORS * TENSOR + OPERATORS * OPERATOR + 16;
    image->count = b->data;
    const uint8_t *in = at + HEADER + input * TENSOR;
    const uint8_t *out = at + HEADER + output * TENSOR;
    image->input_bytes = hil_load_u32(in + 24);
    image->output_bytes = hil_load_u32(out + 24);
    hil_store_u32(at, 0x4D4C4948u);
    hil_store_u16(at + 4, 3);
    hil_store_u16(at + 6, HEADER);
    hil_store_u32(at + 8, image->count);
    memset(at + 16, 0xAB, 16);
    at[32] = rounding;
    hil_store_u32(at + 36, image->arena_bytes);
    hil_store_u16(at + 40, image->tensors);
    hil_store_u16(at + 42, image->operators);
    hil_store_u16(at + 44, 1);
    hil_store_u16(at + 46, 1);
    hil_store_u32(at + 48, HEADER);
    hil_store_u32(at + 52, HEADER + TENSORS * TENSOR);
    hil_store_u32(at + 56, image->records_end - 16);
    hil_store_u32(at + 60, image->bias_ram_bytes);
    hil_store_u32(at + 64, image->input_bytes);
    hil_store_u32(at + 68, image->output_bytes);
    hil_store_u16(at + image->records_end - 16, input);
    hil_store_u16(at + image->records_end - 14, output);
    sample_image_seal(at, image->count);
}
