// Operators on elements, rows and whole tensors.
#include "operator_checks.h"

enum { SOFTMAX_MAX_ROW = 511 };

static bool apart_or_same(const hil_image_tensor_t *in, const hil_image_tensor_t *out)
{
    return in->offset == out->offset || !overlaps(in, out);
}

bool check_add(const operator_call_t *call, operator_needs_t *needs)
{
    (void)needs;
    const hil_add_params_t *p = &call->op->parameters.add;
    const bool shapes = same_dims(&call->in0->dims, &call->out->dims) && same_dims(&call->in1->dims, &call->out->dims)
        && call->in1->type == call->op->type && apart_or_same(call->in0, call->out) && apart_or_same(call->in1, call->out);
    if (call->op->type == TYPE_FLOAT32) {
        return shapes;
    }
    return shapes && within(p->left_shift, 0, 31)
        && offsets_fit(call, p->input1_offset, p->output_offset) && offsets_fit(call, p->input2_offset, 0)
        && p->input1_multiplier >= 0 && p->input2_multiplier >= 0 && p->output_multiplier >= 0
        && shift_fits(p->input1_shift) && shift_fits(p->input2_shift) && shift_fits(p->output_shift)
        && activation_fits(call, p->act_min, p->act_max);
}

// A dimension is the output's, or 1 and repeated.
static bool broadcasts(const hil_dims_t *in, const hil_dims_t *out)
{
    return (in->n == out->n || in->n == 1) && (in->h == out->h || in->h == 1) && (in->w == out->w || in->w == 1) && (in->c == out->c || in->c == 1);
}

bool check_extremum(const operator_call_t *call, operator_needs_t *needs)
{
    (void)needs;
    return call->in1->type == call->op->type
        && broadcasts(&call->in0->dims, &call->out->dims) && broadcasts(&call->in1->dims, &call->out->dims)
        && !overlaps(call->in0, call->out) && !overlaps(call->in1, call->out);
}

// Every in-range difference times 2^shift must fit an int32 and scale to something not positive.
static bool softmax_scale_fits(const hil_softmax_params_t *p)
{
    if (!within(p->shift, 0, 31) || p->multiplier < 0 || p->diff_min > 0) {
        return false;
    }
    const int64_t lowest = p->diff_min < -255 ? -255 : p->diff_min;
    return lowest * ((int64_t)1 << p->shift) >= INT32_MIN;
}

bool check_softmax(const operator_call_t *call, operator_needs_t *needs)
{
    const hil_softmax_params_t *p = &call->op->parameters.softmax;
    const int32_t sizes[2] = { p->rows, p->row_size };
    const uint64_t elements = call->out->bytes / element_bytes(call->op->type);
    const bool fits = image_product(sizes, 2) == elements && call->in0->bytes == call->out->bytes && !overlaps(call->in0, call->out);
    if (call->op->type == TYPE_INT16) {
        needs->weight_bytes = 2 * HIL_SOFTMAX_TABLE * sizeof(int16_t);
        return fits && shift_fits(p->shift) && p->multiplier >= 0;
    }
    return fits && (call->op->type == TYPE_FLOAT32 || (p->row_size <= SOFTMAX_MAX_ROW && softmax_scale_fits(p)));
}

bool check_reshape(const operator_call_t *call, operator_needs_t *needs)
{
    (void)needs;
    return call->in0->bytes == call->out->bytes;
}

bool check_transpose(const operator_call_t *call, operator_needs_t *needs)
{
    (void)needs;
    const int32_t *permutation = call->op->parameters.transpose.permutation;
    const hil_dims_t *in = &call->in0->dims, *out = &call->out->dims;
    const int32_t sizes[4] = { in->n, in->h, in->w, in->c };
    const int32_t wanted[4] = { out->n, out->h, out->w, out->c };
    uint32_t seen = 0;
    for (int32_t d = 0; d < 4; d++) {
        if (!within(permutation[d], 0, 3) || sizes[permutation[d]] != wanted[d]) {
            return false;
        }
        seen |= 1u << permutation[d];
    }
    return seen == 15 && !overlaps(call->in0, call->out);
}
