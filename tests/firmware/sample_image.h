// A small valid model image that uses every operator, every bias type and widening, made afresh for each test.
#ifndef SAMPLE_IMAGE_H
#define SAMPLE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

enum { SAMPLE_MAX = 16384 };

typedef struct sample_image {
    uint8_t bytes[SAMPLE_MAX];
    uint32_t count;
    uint32_t arena_bytes, bias_ram_bytes, input_bytes, output_bytes;
    uint16_t tensors, operators;
    // Regions that mutations aim at.
    uint32_t records_end;
} sample_image_t;

// int8: CONV_2D, DEPTHWISE_CONV_2D, ADD, AVERAGE_POOL_2D, RESHAPE, FULLY_CONNECTED, SOFTMAX.
void sample_image_int8(sample_image_t *image, uint8_t rounding);
// float32: CONV_2D, DEPTHWISE_CONV_2D, ADD, AVERAGE_POOL_2D, FULLY_CONNECTED, SOFTMAX.
void sample_image_float(sample_image_t *image);
// int16: CONV_2D, DEPTHWISE_CONV_2D, ADD, AVERAGE_POOL_2D, FULLY_CONNECTED, SOFTMAX, MINIMUM.
void sample_image_int16(sample_image_t *image);
// int8: TRANSPOSE_CONV, MAX_POOL_2D, TRANSPOSE, MAXIMUM, SVDF, LSTM with their states.
void sample_image_memory(sample_image_t *image);
// Puts the right CRC into a changed image.
void sample_image_seal(uint8_t *bytes, size_t count);

#endif
