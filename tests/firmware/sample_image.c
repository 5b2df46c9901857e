#include "sample_image.h"

#include <string.h>

#include "hil_bytes.h"
#include "hil_crc32.h"
#include "image_builder.h"

void sample_image_seal(uint8_t *bytes, size_t count)
{
    hil_store_u32(bytes + 12, hil_crc32(0, bytes + 16, count - 16));
}

void sample_image_int8(sample_image_t *image, uint8_t rounding)
{
    builder_t b = image_begin(image, INT8);
    const uint16_t x = image_add_tensor(&b, 1, 6, 5, 4), conv = image_add_tensor(&b, 1, 3, 3, 8), deep = image_add_tensor(&b, 1, 3, 3, 16);
    const uint16_t sum = image_add_tensor(&b, 1, 3, 3, 16), pool = image_add_tensor(&b, 1, 1, 1, 16), flat = image_add_tensor(&b, 1, 1, 1, 16);
    const uint16_t logits = image_add_tensor(&b, 1, 1, 1, 10), out = image_add_tensor(&b, 1, 1, 1, 10);
    uint8_t *op = image_add_operator(&b, 3, x, 0xFFFF, conv, (const int32_t[]){ 3, -2, -128, 127, 2, 2, 1, 1, 1, 1, 3, 3, 0, 4 }, 14);
    image_add_weights(&b, op, 8 * 3 * 3 * 4);
    image_add_bias(&b, op, 1, 8);
    image_add_widening(&b, op, 2, 8);
    image_add_scales(&b, op, 8);
    op = image_add_operator(&b, 4, conv, 0xFFFF, deep, (const int32_t[]){ 2, 5, -128, 127, 1, 1, 1, 1, 1, 1, 3, 3, 2, 0 }, 14);
    image_add_weights(&b, op, 3 * 3 * 16);
    image_add_bias(&b, op, 2, 16);
    image_add_widening(&b, op, 4, 16);
    image_add_scales(&b, op, 16);
    image_add_operator(&b, 0, deep, deep, sum, (const int32_t[]){ 1, 2, 20, 1 << 30, 0, 1 << 30, -1, 3, 1 << 30, -18, -128, 127 }, 12);
    image_add_operator(&b, 1, sum, 0xFFFF, pool, (const int32_t[]){ -128, 127, 1, 1, 0, 0, 3, 3 }, 8);
    image_add_operator(&b, 22, pool, 0xFFFF, flat, NULL, 0);
    op = image_add_operator(&b, 9, flat, 0xFFFF, logits, (const int32_t[]){ 3, 0, 1, -128, 127, 1, 16, 10 }, 8);
    image_add_weights(&b, op, 160);
    image_add_bias(&b, op, 3, 10);
    image_add_scales(&b, op, 1);
    image_add_operator(&b, 25, logits, 0xFFFF, out, (const int32_t[]){ 1, 10, 1 << 30, 23, -248 }, 5);
    image_finish(&b, rounding, x, out);
}

static int32_t bits_of(float value)
{
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

void sample_image_float(sample_image_t *image)
{
    builder_t b = image_begin(image, FLOAT32);
    const int32_t low = bits_of(-50.0f), high = bits_of(50.0f);
    const uint16_t x = image_add_tensor(&b, 1, 6, 5, 4), conv = image_add_tensor(&b, 1, 3, 3, 6), deep = image_add_tensor(&b, 1, 3, 3, 6);
    const uint16_t sum = image_add_tensor(&b, 1, 3, 3, 6), pool = image_add_tensor(&b, 1, 1, 1, 6), logits = image_add_tensor(&b, 1, 1, 1, 5);
    const uint16_t out = image_add_tensor(&b, 1, 1, 1, 5);
    uint8_t *op = image_add_operator(&b, 3, x, 0xFFFF, conv, (const int32_t[]){ 0, 0, low, high, 2, 2, 1, 1, 1, 1, 3, 3, 0, 2 }, 14);
    image_add_weights(&b, op, 6 * 3 * 3 * 2);
    image_add_bias(&b, op, 4, 6);
    op = image_add_operator(&b, 4, conv, 0xFFFF, deep, (const int32_t[]){ 0, 0, low, high, 1, 1, 1, 1, 1, 1, 3, 3, 1, 0 }, 14);
    image_add_weights(&b, op, 3 * 3 * 6);
    image_add_bias(&b, op, 4, 6);
    image_add_operator(&b, 0, deep, conv, sum, (const int32_t[]){ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, low, high }, 12);
    image_add_operator(&b, 1, sum, 0xFFFF, pool, (const int32_t[]){ low, high, 1, 1, 0, 0, 3, 3 }, 8);
    op = image_add_operator(&b, 9, pool, 0xFFFF, logits, (const int32_t[]){ 0, 0, 0, low, high, 1, 6, 5 }, 8);
    image_add_weights(&b, op, 30);
    image_add_bias(&b, op, 4, 5);
    image_add_operator(&b, 25, logits, 0xFFFF, out, (const int32_t[]){ 1, 5, bits_of(1.0f), 0, 0 }, 5);
    image_finish(&b, 0, x, out);
}
