// Sample images of the operators beyond the main job's int8 and float32.
#include "hil_bytes.h"
#include "image_builder.h"

enum { SOFTMAX_TABLES = 2 * 513 * 2 };

void sample_image_int16(sample_image_t *image)
{
    builder_t b = image_begin(image, INT16);
    const uint16_t x = image_add_tensor(&b, 1, 6, 5, 4), conv = image_add_tensor(&b, 1, 3, 3, 8), deep = image_add_tensor(&b, 1, 3, 3, 16);
    const uint16_t sum = image_add_tensor(&b, 1, 3, 3, 16), pool = image_add_tensor(&b, 1, 1, 1, 16);
    const uint16_t logits = image_add_tensor(&b, 1, 1, 1, 10), out = image_add_tensor(&b, 1, 1, 1, 10), flat = image_add_tensor(&b, 1, 1, 1, 16);
    const int32_t low = INT16_MIN, high = INT16_MAX;
    uint8_t *op = image_add_operator(&b, 3, x, NONE, conv, (const int32_t[]){ 2, 0, low, high, 2, 2, 1, 1, 1, 1, 3, 3, 0, 4 }, 14);
    image_add_weights(&b, op, 8 * 3 * 3 * 4);
    image_add_bias(&b, op, 5, 8);
    image_add_scales(&b, op, 8);
    op = image_add_operator(&b, 4, conv, NONE, deep, (const int32_t[]){ 0, 0, low, high, 1, 1, 1, 1, 1, 1, 3, 3, 2, 0 }, 14);
    image_add_weights(&b, op, 3 * 3 * 16);
    image_add_bias(&b, op, 5, 16);
    image_add_scales(&b, op, 16);
    image_add_operator(&b, 0, deep, deep, sum, (const int32_t[]){ 0, 0, 15, 1 << 30, 0, 1 << 30, -1, 0, 1 << 30, -13, low, high }, 12);
    image_add_operator(&b, 1, sum, NONE, pool, (const int32_t[]){ low, high, 1, 1, 0, 0, 3, 3 }, 8);
    op = image_add_operator(&b, 9, pool, NONE, logits, (const int32_t[]){ 1, 0, 0, low, high, 1, 16, 10 }, 8);
    image_add_weights(&b, op, 160);
    image_add_bias(&b, op, 3, 10);
    image_add_scales(&b, op, 1);
    op = image_add_operator(&b, 25, logits, NONE, out, (const int32_t[]){ 1, 10, 1 << 30, 2, 0 }, 5);
    image_add_weights(&b, op, SOFTMAX_TABLES);
    image_add_operator(&b, 57, pool, pool, flat, NULL, 0);
    image_finish(&b, 0, x, out);
}

void sample_image_memory(sample_image_t *image)
{
    builder_t b = image_begin(image, INT8);
    const uint16_t x = image_add_tensor(&b, 1, 2, 3, 4), up = image_add_tensor(&b, 1, 4, 6, 2), pool = image_add_tensor(&b, 1, 2, 3, 2);
    const uint16_t turned = image_add_tensor(&b, 1, 2, 2, 3), most = image_add_tensor(&b, 1, 2, 2, 3), units = image_add_tensor(&b, 1, 1, 2, 2);
    const uint16_t hidden = image_add_tensor(&b, 1, 1, 1, 4), out = image_add_tensor(&b, 1, 1, 2, 4);
    b.type = INT16;
    const uint16_t features = image_add_tensor(&b, 1, 1, 2, 4 * 3), cell = image_add_tensor(&b, 1, 1, 1, 4);
    b.type = INT8;
    uint8_t *op = image_add_operator(&b, 67, x, NONE, up, (const int32_t[]){ 3, -2, -128, 127, 2, 2, 1, 1, 1, 1, 3, 3, 0, 4 }, 14);
    image_add_weights(&b, op, 2 * 3 * 3 * 4);
    image_add_bias(&b, op, 1, 2);
    image_add_widening(&b, op, 2, 2);
    image_add_scales(&b, op, 2);
    image_add_operator(&b, 17, up, NONE, pool, (const int32_t[]){ -128, 127, 2, 2, 0, 0, 2, 2 }, 8);
    image_add_operator(&b, 39, pool, NONE, turned, (const int32_t[]){ 0, 1, 3, 2 }, 4);
    image_add_operator(&b, 55, turned, turned, most, NULL, 0);
    op = image_add_operator(&b, 27, most, features, units, (const int32_t[]){ 2, 6, 4, 3, 2, 1, -1, 0, -32768, 32767, -128, 127 }, 12);
    image_add_weights(&b, op, 32 + 32);   // 24 and 2 * 12 bytes, each padded to 16
    image_add_bias(&b, op, 3, 2);
    image_add_scales(&b, op, 2);
    op = image_add_operator(&b, 44, units, hidden, out, (const int32_t[]){ 0, 1, 2, 2, 4, 9000, -11, -3 }, 8);
    image_add_weights(&b, op, 8 * 16);
    image_add_bias(&b, op, 3, 8 * 4);
    image_add_scales(&b, op, 11);
    hil_store_u16(op + 56, cell);
    for (uint16_t state = 0; state < 3; state++) {
        const uint16_t tensor = state == 0 ? hidden : state == 1 ? features : cell;
        image->bytes[HEADER + tensor * TENSOR + 28] = 1;
        image->bytes[HEADER + tensor * TENSOR + 29] = state == 0 ? 0xFD : 0;
    }
    image_finish(&b, 0, x, out);
}
