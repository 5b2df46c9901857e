#include "hil_bytes.h"
#include "image_format.h"

static bool read_tensor(hil_image_tensor_t *tensor, const uint8_t *record, uint32_t arena_bytes)
{
    int32_t dims[4];
    for (int32_t i = 0; i < 4; i++) {
        dims[i] = (int32_t)hil_load_u32(record + 4 + 4 * i);
    }
    *tensor = (hil_image_tensor_t){
        .type = record[0],
        .dims = { dims[0], dims[1], dims[2], dims[3] },
        .offset = hil_load_u32(record + 20),
        .bytes = hil_load_u32(record + 24),
        .variable = (record[28] & TENSOR_VARIABLE) != 0,
        .fill = record[29],
    };
    const uint64_t elements = image_product(dims, 4);
    return (tensor->type == TYPE_FLOAT32 || tensor->type == TYPE_INT16 || tensor->type == TYPE_INT8)
        && elements != UINT64_MAX
        && elements * element_bytes(tensor->type) == tensor->bytes
        && tensor->offset % IMAGE_ALIGNMENT == 0
        && (uint64_t)tensor->offset + tensor->bytes <= arena_bytes;
}

// Sum of the bytes of the endpoints [first, first + count), UINT64_MAX when an index is out of range.
static uint64_t endpoint_bytes(const hil_image_model_t *model, uint32_t first, uint32_t count)
{
    uint64_t bytes = 0;
    for (uint32_t i = first; i < first + count; i++) {
        if (model->endpoints[i] >= model->info.tensors) {
            return UINT64_MAX;
        }
        bytes += model->tensors[model->endpoints[i]].bytes;
    }
    return bytes;
}

static hil_result_t read_endpoints(hil_image_model_t *model, const image_view_t *image)
{
    const uint32_t inputs = model->info.inputs;
    const uint32_t outputs = model->info.outputs;
    for (uint32_t i = 0; i < inputs + outputs; i++) {
        model->endpoints[i] = hil_load_u16(image->bytes + image->endpoints_at + 2 * i);
    }
    if (endpoint_bytes(model, 0, inputs) != model->info.input_bytes) {
        return hil_error(HIL_IMAGE_BOUNDS, DETAIL_HEADER | 64);
    }
    if (endpoint_bytes(model, inputs, outputs) != model->info.output_bytes) {
        return hil_error(HIL_IMAGE_BOUNDS, DETAIL_HEADER | 68);
    }
    return hil_ok();
}

hil_result_t image_read_tensors(hil_image_model_t *model, const image_view_t *image)
{
    for (uint32_t i = 0; i < model->info.tensors; i++) {
        const uint8_t *record = image->bytes + image->tensors_at + i * IMAGE_TENSOR;
        if (!read_tensor(&model->tensors[i], record, model->info.arena_bytes)) {
            return hil_error(HIL_IMAGE_BOUNDS, DETAIL_TENSOR | i);
        }
    }
    return read_endpoints(model, image);
}
