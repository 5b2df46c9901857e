#include <stddef.h>

#include "hil_bytes.h"
#include "hil_crc32.h"
#include "image_format.h"

bool image_section_fits(const image_view_t *image, uint32_t offset, uint64_t bytes, uint32_t alignment)
{
    if (bytes == 0) {
        return true;
    }
    return offset % alignment == 0 && offset >= IMAGE_HEADER && offset <= image->count && bytes <= image->count - offset;
}

uint64_t image_product(const int32_t *factors, int32_t count)
{
    uint64_t product = 1;
    for (int32_t i = 0; i < count; i++) {
        if (factors[i] < 1 || product * (uint64_t)factors[i] > UINT32_MAX) {
            return UINT64_MAX;
        }
        product *= (uint64_t)factors[i];
    }
    return product;
}

static hil_result_t bad_field(uint32_t offset)
{
    return hil_error(HIL_IMAGE_BOUNDS, DETAIL_HEADER | offset);
}

// Magic, version, length, CRC: what makes the rest worth reading.
static hil_result_t check_integrity(hil_span_t slot, image_view_t *image)
{
    const uint8_t *at = slot.bytes;
    if (slot.count < IMAGE_HEADER || hil_load_u32(at) != IMAGE_MAGIC) {
        return hil_error(HIL_IMAGE_MAGIC, slot.count < 4 ? 0 : hil_load_u32(at));
    }
    if (hil_load_u16(at + 4) != IMAGE_VERSION) {
        return hil_error(HIL_IMAGE_VERSION, hil_load_u16(at + 4));
    }
    if (hil_load_u16(at + 6) != IMAGE_HEADER) {
        return bad_field(6);
    }
    const uint32_t count = hil_load_u32(at + 8);
    if (count < IMAGE_HEADER || count % IMAGE_ALIGNMENT != 0) {
        return bad_field(8);
    }
    if (count > slot.count) {
        return hil_error(HIL_IMAGE_TOO_LARGE, count);
    }
    const uint32_t crc = hil_crc32(0, at + 16, count - 16);
    if (crc != hil_load_u32(at + 12)) {
        return hil_error(HIL_IMAGE_CRC, crc);
    }
    *image = (image_view_t){ .bytes = at, .count = count };
    return hil_ok();
}

static hil_result_t check_counts(const hil_image_model_t *model)
{
    const hil_model_info_t *info = &model->info;
    if (info->tensors > HIL_MAX_TENSORS) {
        return hil_error(HIL_IMAGE_TOO_LARGE, info->tensors);
    }
    if (info->operators > HIL_MAX_OPERATORS) {
        return hil_error(HIL_IMAGE_TOO_LARGE, info->operators);
    }
    if ((uint32_t)info->inputs + info->outputs > HIL_MAX_ENDPOINTS) {
        return hil_error(HIL_IMAGE_TOO_LARGE, (uint32_t)info->inputs + info->outputs);
    }
    if (info->arena_bytes > model->arena.count) {
        return hil_error(HIL_ARENA_TOO_SMALL, info->arena_bytes);
    }
    if (info->bias_ram_bytes > model->bias_ram.count) {
        return hil_error(HIL_BIAS_RAM_TOO_SMALL, info->bias_ram_bytes);
    }
    return info->rounding > 1 ? bad_field(32) : hil_ok();
}

static hil_result_t check_sections(const hil_model_info_t *info, const image_view_t *image)
{
    if (!image_section_fits(image, image->tensors_at, (uint64_t)info->tensors * IMAGE_TENSOR, IMAGE_ALIGNMENT)) {
        return bad_field(48);
    }
    if (!image_section_fits(image, image->operators_at, (uint64_t)info->operators * IMAGE_OPERATOR_RECORD, IMAGE_ALIGNMENT)) {
        return bad_field(52);
    }
    if (!image_section_fits(image, image->endpoints_at, ((uint64_t)info->inputs + info->outputs) * 2, IMAGE_ALIGNMENT)) {
        return bad_field(56);
    }
    return hil_ok();
}

hil_result_t image_read_header(hil_image_model_t *model, hil_span_t slot, image_view_t *image)
{
    const hil_result_t integrity = check_integrity(slot, image);
    if (!hil_is_ok(integrity)) {
        return integrity;
    }
    const uint8_t *at = image->bytes;
    model->info = (hil_model_info_t){
        .rounding = at[32],
        .arena_bytes = hil_load_u32(at + 36),
        .tensors = hil_load_u16(at + 40),
        .operators = hil_load_u16(at + 42),
        .inputs = hil_load_u16(at + 44),
        .outputs = hil_load_u16(at + 46),
        .bias_ram_bytes = hil_load_u32(at + 60),
        .input_bytes = hil_load_u32(at + 64),
        .output_bytes = hil_load_u32(at + 68),
        .image_bytes = image->count,
    };
    memcpy(model->info.hash, at + 16, sizeof model->info.hash);
    image->tensors_at = hil_load_u32(at + 48);
    image->operators_at = hil_load_u32(at + 52);
    image->endpoints_at = hil_load_u32(at + 56);
    const hil_result_t counts = check_counts(model);
    return hil_is_ok(counts) ? check_sections(&model->info, image) : counts;
}
