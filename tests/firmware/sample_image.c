#include "sample_image.h"

#include <string.h>

#include "hil_bytes.h"
#include "hil_crc32.h"
#include "test.h"

enum { HEADER = 128, TENSOR = 32, OPERATOR = 80, TENSORS = 10, OPERATORS = 7, INT8 = 9, FLOAT32 = 0 };

typedef struct builder {
    sample_image_t *image;
    uint32_t data;          // where the next section goes
    uint8_t type;
    test_random_t random;
} builder_t;

static uint32_t element_size(const builder_t *b)
{
    return b->type == INT8 ? 1 : 4;
}

static uint32_t section(builder_t *b, uint32_t count)
{
    const uint32_t at = b->data;
    b->data += (count + 15u) & ~15u;
    return at;
}

static uint16_t add_tensor(builder_t *b, int32_t n, int32_t h, int32_t w, int32_t c)
{
    sample_image_t *image = b->image;
    uint8_t *record = image->bytes + HEADER + image->tensors * TENSOR;
    const int32_t dims[4] = { n, h, w, c };
    const uint32_t bytes = (uint32_t)(n * h * w * c) * element_size(b);
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

static uint8_t *add_operator(builder_t *b, uint16_t kind, uint16_t in0, uint16_t in1, uint16_t out, const int32_t *parameters, uint32_t count)
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
    const uint32_t at = section(b, 4 * count);
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
        if (b->type == INT8) {
            b->image->bytes[at + i] = (uint8_t)test_next(&b->random);
        } else {
            const float value = (float)test_range(&b->random, -512, 512) / 256.0f;
            memcpy(b->image->bytes + at + 4 * i, &value, 4);
        }
    }
}

static void add_weights(builder_t *b, uint8_t *record, uint32_t elements)
{
    const uint32_t bytes = elements * element_size(b);
    const uint32_t at = section(b, bytes);
    hil_store_u32(record + 20, at);
    hil_store_u32(record + 24, bytes);
    fill_values(b, at, elements);
}

static void add_scales(builder_t *b, uint8_t *record, uint32_t count)
{
    const uint32_t at = section(b, 8 * count);
    hil_store_u32(record + 48, at);
    hil_store_u32(record + 52, count);
    for (uint32_t i = 0; i < count; i++) {
        hil_store_u32(b->image->bytes + at + 4 * i, (uint32_t)test_range(&b->random, 1 << 30, INT32_MAX));
        hil_store_u32(b->image->bytes + at + 4 * (count + i), (uint32_t)test_range(&b->random, -9, -6));
    }
}

static void add_bias(builder_t *b, uint8_t *record, uint8_t type, uint32_t channels)
{
    static const uint32_t sizes[5] = { 0, 1, 2, 4, 4 };
    const uint32_t at = section(b, sizes[type] * channels);
    hil_store_u32(record + 28, at);
    hil_store_u32(record + 32, sizes[type] * channels);
    record[36] = type;
    hil_store_u16(record + 38, (uint16_t)channels);
    for (uint32_t i = 0; i < sizes[type] * channels; i++) {
        // Small positive 32-bit biases in either type; narrow ones anything.
        b->image->bytes[at + i] = type <= 2 || i % 4 < 1 ? (uint8_t)test_next(&b->random) : 0;
    }
}

static void add_widening(builder_t *b, uint8_t *record, uint8_t kind, uint32_t channels)
{
    const uint32_t bytes = kind == 2 ? channels : 5 * channels;
    const uint32_t at = section(b, bytes);
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

static void finish(builder_t *b, uint8_t rounding, uint16_t input, uint16_t output)
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
    hil_store_u16(at + 4, 2);
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

void sample_image_seal(uint8_t *bytes, size_t count)
{
    hil_store_u32(bytes + 12, hil_crc32(0, bytes + 16, count - 16));
}

static builder_t begin(sample_image_t *image, uint8_t type)
{
    memset(image, 0, sizeof *image);
    return (builder_t){ image, HEADER + TENSORS * TENSOR + OPERATORS * OPERATOR + 16, type, { 77 } };
}

void sample_image_int8(sample_image_t *image, uint8_t rounding)
{
    builder_t b = begin(image, INT8);
    const uint16_t x = add_tensor(&b, 1, 6, 5, 4), conv = add_tensor(&b, 1, 3, 3, 8), deep = add_tensor(&b, 1, 3, 3, 16);
    const uint16_t sum = add_tensor(&b, 1, 3, 3, 16), pool = add_tensor(&b, 1, 1, 1, 16), flat = add_tensor(&b, 1, 1, 1, 16);
    const uint16_t logits = add_tensor(&b, 1, 1, 1, 10), out = add_tensor(&b, 1, 1, 1, 10);
    uint8_t *op = add_operator(&b, 3, x, 0xFFFF, conv, (const int32_t[]){ 3, -2, -128, 127, 2, 2, 1, 1, 1, 1, 3, 3, 0, 4 }, 14);
    add_weights(&b, op, 8 * 3 * 3 * 4);
    add_bias(&b, op, 1, 8);
    add_widening(&b, op, 2, 8);
    add_scales(&b, op, 8);
    op = add_operator(&b, 4, conv, 0xFFFF, deep, (const int32_t[]){ 2, 5, -128, 127, 1, 1, 1, 1, 1, 1, 3, 3, 2, 0 }, 14);
    add_weights(&b, op, 3 * 3 * 16);
    add_bias(&b, op, 2, 16);
    add_widening(&b, op, 4, 16);
    add_scales(&b, op, 16);
    add_operator(&b, 0, deep, deep, sum, (const int32_t[]){ 1, 2, 20, 1 << 30, 0, 1 << 30, -1, 3, 1 << 30, -18, -128, 127 }, 12);
    add_operator(&b, 1, sum, 0xFFFF, pool, (const int32_t[]){ -128, 127, 1, 1, 0, 0, 3, 3 }, 8);
    add_operator(&b, 22, pool, 0xFFFF, flat, NULL, 0);
    op = add_operator(&b, 9, flat, 0xFFFF, logits, (const int32_t[]){ 3, 0, 1, -128, 127, 1, 16, 10 }, 8);
    add_weights(&b, op, 160);
    add_bias(&b, op, 3, 10);
    add_scales(&b, op, 1);
    add_operator(&b, 25, logits, 0xFFFF, out, (const int32_t[]){ 1, 10, 1 << 30, 23, -248 }, 5);
    finish(&b, rounding, x, out);
}

static int32_t bits_of(float value)
{
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

void sample_image_float(sample_image_t *image)
{
    builder_t b = begin(image, FLOAT32);
    const int32_t low = bits_of(-50.0f), high = bits_of(50.0f);
    const uint16_t x = add_tensor(&b, 1, 6, 5, 4), conv = add_tensor(&b, 1, 3, 3, 6), deep = add_tensor(&b, 1, 3, 3, 6);
    const uint16_t sum = add_tensor(&b, 1, 3, 3, 6), pool = add_tensor(&b, 1, 1, 1, 6), logits = add_tensor(&b, 1, 1, 1, 5);
    const uint16_t out = add_tensor(&b, 1, 1, 1, 5);
    uint8_t *op = add_operator(&b, 3, x, 0xFFFF, conv, (const int32_t[]){ 0, 0, low, high, 2, 2, 1, 1, 1, 1, 3, 3, 0, 2 }, 14);
    add_weights(&b, op, 6 * 3 * 3 * 2);
    add_bias(&b, op, 4, 6);
    op = add_operator(&b, 4, conv, 0xFFFF, deep, (const int32_t[]){ 0, 0, low, high, 1, 1, 1, 1, 1, 1, 3, 3, 1, 0 }, 14);
    add_weights(&b, op, 3 * 3 * 6);
    add_bias(&b, op, 4, 6);
    add_operator(&b, 0, deep, conv, sum, (const int32_t[]){ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, low, high }, 12);
    add_operator(&b, 1, sum, 0xFFFF, pool, (const int32_t[]){ low, high, 1, 1, 0, 0, 3, 3 }, 8);
    op = add_operator(&b, 9, pool, 0xFFFF, logits, (const int32_t[]){ 0, 0, 0, low, high, 1, 6, 5 }, 8);
    add_weights(&b, op, 30);
    add_bias(&b, op, 4, 5);
    add_operator(&b, 25, logits, 0xFFFF, out, (const int32_t[]){ 1, 5, bits_of(1.0f), 0, 0 }, 5);
    finish(&b, 0, x, out);
}
