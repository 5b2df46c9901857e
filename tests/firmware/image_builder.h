// Puts a sample image together, record by record.
#ifndef IMAGE_BUILDER_H
#define IMAGE_BUILDER_H

#include "sample_image.h"
#include "test.h"

enum { HEADER = 128, TENSOR = 32, OPERATOR = 80, TENSORS = 10, OPERATORS = 7, INT8 = 9, INT16 = 7, FLOAT32 = 0, NONE = 0xFFFF };

typedef struct builder {
    sample_image_t *image;
    uint32_t data;          // where the next section goes
    uint8_t type;           // of the tensors and operators that are added
    test_random_t random;
} builder_t;

builder_t image_begin(sample_image_t *image, uint8_t type);
uint16_t image_add_tensor(builder_t *b, int32_t n, int32_t h, int32_t w, int32_t c);
// Returns the operator's record.
uint8_t *image_add_operator(builder_t *b, uint16_t kind, uint16_t in0, uint16_t in1, uint16_t out, const int32_t *parameters, uint32_t count);
// Room for a section; where it begins.
uint32_t image_section(builder_t *b, uint32_t count);
void image_add_weights(builder_t *b, uint8_t *record, uint32_t elements);
void image_add_scales(builder_t *b, uint8_t *record, uint32_t count);
// `type` as in IMAGE.md.
void image_add_bias(builder_t *b, uint8_t *record, uint8_t type, uint32_t channels);
void image_add_widening(builder_t *b, uint8_t *record, uint8_t kind, uint32_t channels);
void image_finish(builder_t *b, uint8_t rounding, uint16_t input, uint16_t output);

#endif
