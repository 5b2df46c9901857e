#include "hil_bytes.h"
#include "operator_kind.h"

// The sections an operator record points to.
typedef struct sections {
    uint32_t parameters_at, parameters;
    uint32_t weights_at, weights;
    uint32_t biases_at, biases;
    uint32_t widening_at, widening;
    uint32_t scales_at, scales;   // `scales` is the count of channels, not bytes
} sections_t;

static sections_t read_sections(const uint8_t *record)
{
    return (sections_t){
        hil_load_u32(record + 12), hil_load_u32(record + 16), hil_load_u32(record + 20), hil_load_u32(record + 24),
        hil_load_u32(record + 28), hil_load_u32(record + 32), hil_load_u32(record + 40), hil_load_u32(record + 44),
        hil_load_u32(record + 48), hil_load_u32(record + 52),
    };
}

static bool sections_fit(const image_view_t *image, const sections_t *s)
{
    return image_section_fits(image, s->parameters_at, s->parameters, IMAGE_ALIGNMENT)
        && image_section_fits(image, s->weights_at, s->weights, IMAGE_ALIGNMENT)
        && image_section_fits(image, s->scales_at, (uint64_t)s->scales * 8, IMAGE_ALIGNMENT);
}

static void read_record(hil_image_operator_t *op, const uint8_t *record)
{
    *op = (hil_image_operator_t){
        .kind = operator_kind_find(hil_load_u16(record)),
        .type = record[2],
        .input0 = hil_load_u16(record + 4),
        .input1 = hil_load_u16(record + 6),
        .input2 = hil_load_u16(record + 56),
        .output = hil_load_u16(record + 8),
        .bias_type = record[36],
        .widening = record[37],
        .channels = hil_load_u16(record + 38),
    };
}

// States may have a type of their own, which the operator's check looks at.
static bool extra_fits(const hil_image_model_t *model, uint16_t tensor, bool expected)
{
    return expected ? tensor < model->info.tensors : tensor == NO_TENSOR;
}

// An LSTM without a hidden state begins anew with every run.
static bool second_fits(const hil_image_model_t *model, const hil_image_operator_t *op)
{
    return extra_fits(model, op->input1, op->kind->inputs > 1)
        || (op->kind->code == OP_UNIDIRECTIONAL_SEQUENCE_LSTM && op->input1 == NO_TENSOR);
}

static bool tensors_fit(const hil_image_model_t *model, const hil_image_operator_t *op)
{
    const uint16_t tensors = model->info.tensors;
    return op->input0 < tensors && op->output < tensors
        && second_fits(model, op) && extra_fits(model, op->input2, op->kind->inputs > 2)
        && model->tensors[op->input0].type == op->type && model->tensors[op->output].type == op->type;
}

static const uint8_t bias_bytes[6] = { 0, 1, 2, 4, 4, 8 };

static bool bias_type_fits(const hil_image_operator_t *op)
{
    switch (op->type) {
    case TYPE_FLOAT32:
        return op->bias_type == BIAS_NONE || op->bias_type == BIAS_FLOAT32;
    case TYPE_INT16:
        return op->bias_type == BIAS_NONE || op->bias_type == BIAS_INT32 || op->bias_type == BIAS_INT64;
    default:
        return op->bias_type <= BIAS_INT32;
    }
}

// Biases and what widens them lie as close as their elements allow: padding would eat what narrow ones save.
static bool bias_fits(const image_view_t *image, const hil_image_operator_t *op, const sections_t *s)
{
    const uint32_t factors = op->widening >= WIDEN_MULTIPLIER ? 4 : 1;
    return bias_type_fits(op) && s->biases == (uint32_t)bias_bytes[op->bias_type] * op->channels
        && image_section_fits(image, s->biases_at, s->biases, op->bias_type == BIAS_INT64 ? 8 : 4)
        && image_section_fits(image, s->widening_at, s->widening, factors);
}

static bool shifts_fit(const uint8_t *shifts, uint32_t count)
{
    for (uint32_t c = 0; c < count; c++) {
        if (shifts[c] > 62) {
            return false;
        }
    }
    return true;
}

static bool widening_fits(const hil_image_operator_t *op, const sections_t *s)
{
    const uint32_t channels = op->channels;
    const bool narrow = op->bias_type == BIAS_INT8 || op->bias_type == BIAS_INT16;
    if (!narrow) {
        return op->widening == WIDEN_NONE && s->widening == 0;
    }
    switch (op->widening) {
    case WIDEN_NONE:
        return s->widening == 0;
    case WIDEN_SHIFT:
        return s->widening == 1 && shifts_fit(op->widening_data, 1);
    case WIDEN_SHIFTS:
        return s->widening == channels && shifts_fit(op->widening_data, channels);
    case WIDEN_MULTIPLIER:
        return s->widening == 8;
    case WIDEN_MULTIPLIERS:
        return s->widening == 5 * channels;
    default:
        return false;
    }
}

// Scales with what a requantization can do; 64-bit sums allow less shift to the left.
static bool scales_fit(const hil_image_operator_t *op, const sections_t *s, const operator_needs_t *needs)
{
    if (op->type == TYPE_FLOAT32) {
        return true;
    }
    const bool counted = needs->channel_scales ? s->scales == 1 || (s->scales != 0 && s->scales == op->channels) : s->scales == needs->scales;
    const bool narrow_sums = needs->channel_scales && op->parameters.conv.input_offset == HIL_SUMS_32;
    const int32_t most = op->type == TYPE_INT16 && !narrow_sums ? 14 : 30;
    if (!counted) {
        return false;
    }
    for (uint32_t i = 0; i < s->scales; i++) {
        if (op->scales.shift[i] < -31 || op->scales.shift[i] > most || op->scales.multiplier[i] < 0) {
            return false;
        }
    }
    return true;
}

static void attach_sections(hil_image_operator_t *op, const image_view_t *image, const sections_t *s, bool single_rounding)
{
    for (uint32_t i = 0; i < s->parameters / 4; i++) {
        op->parameters.words[i] = (int32_t)hil_load_u32(image->bytes + s->parameters_at + 4 * i);
    }
    op->scales.single_rounding = single_rounding;
    op->weights = image->bytes + s->weights_at;
    op->widening_data = s->widening > 0 ? image->bytes + s->widening_at : NULL;
    if (op->bias_type != BIAS_NONE) {
        op->stored_bias = image->bytes + s->biases_at;
        op->bias = (hil_bias_t){ .values = op->stored_bias, .bytes = bias_bytes[op->bias_type] };
        if (op->widening == WIDEN_SHIFT || op->widening == WIDEN_SHIFTS) {
            op->bias.shifts = op->widening_data;
            op->bias.shift_step = op->widening == WIDEN_SHIFTS ? 1 : 0;
        }
    }
    if (s->scales > 0) {
        op->scales.multiplier = (const int32_t *)(const void *)(image->bytes + s->scales_at);
        op->scales.shift = op->scales.multiplier + s->scales;
        op->scales.step = s->scales > 1 ? 1 : 0;
    }
}

static bool contents_fit(hil_image_model_t *model, const hil_image_operator_t *op, const sections_t *s)
{
    const operator_call_t call = operator_call_of(model, op);
    operator_needs_t needs = { 0 };
    return op->kind->check(&call, &needs)
        && needs.weight_bytes == s->weights
        && (needs.biases || op->bias_type == BIAS_NONE)
        && widening_fits(op, s) && scales_fit(op, s, &needs);
}

static hil_result_t read_operator(hil_image_model_t *model, const image_view_t *image, uint32_t index)
{
    const uint8_t *record = image->bytes + image->operators_at + index * IMAGE_OPERATOR_RECORD;
    hil_image_operator_t *op = &model->operators[index];
    const sections_t sections = read_sections(record);
    read_record(op, record);
    if (op->kind == NULL || operator_run_of(op->kind, op->type) == NULL) {
        return hil_error(HIL_IMAGE_OPERATOR, index);
    }
    const bool framed = sections_fit(image, &sections) && sections.parameters == 4u * op->kind->parameters
        && tensors_fit(model, op) && bias_fits(image, op, &sections);
    if (!framed) {
        return hil_error(HIL_IMAGE_BOUNDS, index);
    }
    attach_sections(op, image, &sections, model->info.rounding == 1);
    return contents_fit(model, op, &sections) ? hil_ok() : hil_error(HIL_IMAGE_BOUNDS, index);
}

hil_result_t image_read_operators(hil_image_model_t *model, const image_view_t *image)
{
    for (uint32_t i = 0; i < model->info.operators; i++) {
        const hil_result_t result = read_operator(model, image, i);
        if (!hil_is_ok(result)) {
            return result;
        }
    }
    return hil_ok();
}
