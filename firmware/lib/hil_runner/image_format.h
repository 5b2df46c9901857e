// Numbers of IMAGE.md, and the steps of a commit.
#ifndef HIL_IMAGE_FORMAT_H
#define HIL_IMAGE_FORMAT_H

#include "hil_image_model.h"

enum {
    IMAGE_MAGIC = 0x4D4C4948,
    IMAGE_VERSION = 3,
    IMAGE_HEADER = 128,
    IMAGE_TENSOR = 32,
    IMAGE_OPERATOR_RECORD = 80,
    IMAGE_ALIGNMENT = 16,
    NO_TENSOR = 0xFFFF,
};

enum { TYPE_FLOAT32 = 0, TYPE_INT16 = 7, TYPE_INT8 = 9 };
enum { BIAS_NONE = 0, BIAS_INT8 = 1, BIAS_INT16 = 2, BIAS_INT32 = 3, BIAS_FLOAT32 = 4, BIAS_INT64 = 5 };
enum { WIDEN_NONE = 0, WIDEN_SHIFT = 1, WIDEN_SHIFTS = 2, WIDEN_MULTIPLIER = 3, WIDEN_MULTIPLIERS = 4 };

// Tensor flags.
enum { TENSOR_VARIABLE = 1 };

// Where an IMAGE_BOUNDS error lies, when it is not an operator (whose detail is its index alone).
enum { DETAIL_TENSOR = 0x10000, DETAIL_HEADER = 0x20000 };

typedef struct image_view {
    const uint8_t *bytes;
    uint32_t count;
    uint32_t tensors_at, operators_at, endpoints_at;
} image_view_t;

// True when [offset, offset + bytes) begins at a multiple of `alignment` behind the header and ends inside the image.
bool image_section_fits(const image_view_t *image, uint32_t offset, uint64_t bytes, uint32_t alignment);
// Product of `count` factors, UINT64_MAX when a factor is below 1 or the product leaves 32 bits.
uint64_t image_product(const int32_t *factors, int32_t count);

static inline uint32_t image_aligned(uint32_t bytes)
{
    return (bytes + IMAGE_ALIGNMENT - 1) & ~(uint32_t)(IMAGE_ALIGNMENT - 1);
}

static inline uint32_t element_bytes(uint8_t type)
{
    return type == TYPE_FLOAT32 ? 4 : type == TYPE_INT16 ? 2 : 1;
}

// Each fills in its part of `model`.
hil_result_t image_read_header(hil_image_model_t *model, hil_span_t slot, image_view_t *image);
hil_result_t image_read_tensors(hil_image_model_t *model, const image_view_t *image);
hil_result_t image_read_operators(hil_image_model_t *model, const image_view_t *image);
// Widens the biases that take a multiplier into bias RAM.
hil_result_t image_widen_biases(hil_image_model_t *model);

#endif
