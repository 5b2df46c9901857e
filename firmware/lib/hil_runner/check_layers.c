// Matrix layers, and those that remember.
#include "operator_checks.h"

bool check_fully_connected(const operator_call_t *call, operator_needs_t *needs)
{
    const hil_fc_params_t *p = &call->op->parameters.fc;
    const uint32_t element = element_bytes(call->op->type);
    const int32_t inputs[2] = { p->batches, p->depth };
    const int32_t outputs[2] = { p->batches, p->outputs };
    const int32_t weights[2] = { p->outputs, p->depth };
    const uint64_t elements = image_product(weights, 2);
    needs->weight_bytes = elements > UINT32_MAX ? UINT64_MAX : elements * (call->op->type == TYPE_FLOAT32 ? 4 : 1);
    needs->biases = true;
    needs->channel_scales = true;
    return image_product(inputs, 2) == call->in0->bytes / element
        && image_product(outputs, 2) == call->out->bytes / element
        && call->op->channels == p->outputs
        && offsets_fit(call, p->input_offset, p->output_offset)
        && (call->op->type == TYPE_FLOAT32 || within(p->filter_offset, -INT8_MAX, -INT8_MIN))
        && activation_fits(call, p->act_min, p->act_max)
        && !overlaps(call->in0, call->out);
}

// A product that is exactly a tensor's number of elements, so that it cannot overflow where it is used as a size.
static bool holds(const hil_image_tensor_t *tensor, int32_t a, int32_t b, int32_t c)
{
    const int32_t sizes[3] = { a, b, c };
    return image_product(sizes, 3) == tensor->bytes / element_bytes(tensor->type);
}

static bool is_apart(const hil_image_tensor_t *state, const operator_call_t *call)
{
    return !overlaps(state, call->in0) && !overlaps(state, call->out);
}

// Bytes of a matrix as its section takes them.
static uint64_t section_of(int32_t rows, int32_t columns, uint64_t element)
{
    const int32_t sizes[2] = { rows, columns };
    const uint64_t elements = image_product(sizes, 2);
    return elements > INT32_MAX ? UINT64_MAX / 64 : image_aligned((uint32_t)(elements * element));
}

bool check_svdf(const operator_call_t *call, operator_needs_t *needs)
{
    const hil_svdf_params_t *p = &call->op->parameters.svdf;
    if (p->rank < 1 || p->features < 1 || p->features % p->rank != 0 || p->memory < 1) {
        return false;
    }
    const uint8_t state = call->in1->type;
    const int32_t units = p->features / p->rank;
    const int32_t low = state == TYPE_INT8 ? INT8_MIN : INT16_MIN, high = state == TYPE_INT8 ? INT8_MAX : INT16_MAX;
    needs->weight_bytes = section_of(p->features, p->input_size, 1) + section_of(p->features, p->memory, element_bytes(state));
    needs->biases = true;
    needs->scales = 2;
    return (state == TYPE_INT8 || state == TYPE_INT16)
        && holds(call->in0, p->batches, p->input_size, 1) && holds(call->out, p->batches, units, 1) && holds(call->in1, p->batches, p->features, p->memory)
        && call->op->channels == units && call->op->bias_type != BIAS_INT64
        && within(p->input_offset, INT8_MIN, INT8_MAX) && within(p->output_offset, INT8_MIN, INT8_MAX) && within(p->state_offset, low, high)
        && within(p->state_min, low, high) && within(p->state_max, low, high) && activation_fits(call, p->act_min, p->act_max)
        && !overlaps(call->in0, call->out) && is_apart(call->in1, call);
}

static bool hidden_fits(const operator_call_t *call)
{
    const hil_lstm_params_t *p = &call->op->parameters.lstm;
    return call->in1 == NULL
        || (holds(call->in1, p->batches, p->hidden_size, 1) && call->in1->type == call->op->type && is_apart(call->in1, call)
            && !overlaps(call->in1, call->in2));
}

bool check_lstm(const operator_call_t *call, operator_needs_t *needs)
{
    const hil_lstm_params_t *p = &call->op->parameters.lstm;
    const int32_t units = p->hidden_size;
    const bool int8 = call->op->type == TYPE_INT8;
    if (!within(units, 1, UINT16_MAX / HIL_LSTM_PARTS)) {
        return false;
    }
    needs->weight_bytes = 4 * (section_of(units, p->input_size, 1) + section_of(units, units, 1));
    needs->biases = true;
    needs->scales = HIL_LSTM_SCALES;
    const bool shapes = holds(call->in0, p->batches, p->steps, p->input_size) && holds(call->out, p->batches, p->steps, units)
        && holds(call->in2, p->batches, units, 1) && call->in2->type == TYPE_INT16;
    return shapes && hidden_fits(call)
        && call->op->channels == units * HIL_LSTM_PARTS && call->op->bias_type == (int8 ? BIAS_INT32 : BIAS_INT64)
        && within(p->cell_clip, 0, INT16_MAX) && within(p->cell_scale_power, -27, 3) && within(p->output_offset, INT16_MIN, INT16_MAX)
        && !overlaps(call->in0, call->out) && is_apart(call->in2, call);
}
