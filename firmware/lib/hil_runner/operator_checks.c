// What must hold so that a kernel never leaves its tensors. Sizes are products of at most 32 bits; coordinates stay
// below 32768 so that stride * position + dilation * tap fits an int32.
#include "operator_kind.h"

enum { MAX_COORDINATE = 32767, SOFTMAX_MAX_ROW = 511 };

static bool within(int32_t value, int32_t low, int32_t high)
{
    return value >= low && value <= high;
}

static bool plane_fits(const hil_dims_t *dims)
{
    return dims->h <= MAX_COORDINATE && dims->w <= MAX_COORDINATE;
}

static bool same_dims(const hil_dims_t *a, const hil_dims_t *b)
{
    return a->n == b->n && a->h == b->h && a->w == b->w && a->c == b->c;
}

static bool overlaps(const hil_image_tensor_t *a, const hil_image_tensor_t *b)
{
    return a->offset < b->offset + b->bytes && b->offset < a->offset + a->bytes;
}

static bool activation_fits(const operator_call_t *call, int32_t min, int32_t max)
{
    return call->op->type == TYPE_FLOAT32 || (within(min, INT8_MIN, INT8_MAX) && within(max, INT8_MIN, INT8_MAX));
}

// What a zero point can be: minus an int8 for inputs and weights, an int8 for outputs.
static bool offsets_fit(const operator_call_t *call, int32_t input, int32_t output)
{
    return call->op->type == TYPE_FLOAT32 || (within(input, -INT8_MAX, -INT8_MIN) && within(output, INT8_MIN, INT8_MAX));
}

// Kernel sizes and steps of a sliding window.
static bool window_fits(int32_t stride_h, int32_t stride_w, int32_t pad_h, int32_t pad_w, int32_t kernel_h, int32_t kernel_w)
{
    return within(stride_h, 1, MAX_COORDINATE) && within(stride_w, 1, MAX_COORDINATE)
        && within(pad_h, 0, MAX_COORDINATE) && within(pad_w, 0, MAX_COORDINATE)
        && within(kernel_h, 1, MAX_COORDINATE) && within(kernel_w, 1, MAX_COORDINATE);
}

// What CONV_2D and DEPTHWISE_CONV_2D share.
static bool sliding_fits(const operator_call_t *call)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    return call->in0->dims.n == call->out->dims.n
        && plane_fits(&call->in0->dims) && plane_fits(&call->out->dims)
        && window_fits(p->stride_h, p->stride_w, p->pad_h, p->pad_w, p->kernel_h, p->kernel_w)
        && within(p->dilation_h, 1, MAX_COORDINATE) && within(p->dilation_w, 1, MAX_COORDINATE)
        && offsets_fit(call, p->input_offset, p->output_offset)
        && activation_fits(call, p->act_min, p->act_max)
        && call->op->channels == call->out->dims.c
        && !overlaps(call->in0, call->out);
}

bool check_convolve(const operator_call_t *call, uint64_t *weight_elements)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    const int32_t in_channels = call->in0->dims.c;
    const int32_t out_channels = call->out->dims.c;
    if (!sliding_fits(call) || p->filter_channels < 1 || in_channels % p->filter_channels != 0) {
        return false;
    }
    const int32_t factors[4] = { out_channels, p->kernel_h, p->kernel_w, p->filter_channels };
    *weight_elements = image_product(factors, 4);
    return out_channels % (in_channels / p->filter_channels) == 0;
}

bool check_depthwise_conv(const operator_call_t *call, uint64_t *weight_elements)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    const int32_t outputs[2] = { call->in0->dims.c, p->depth_multiplier };
    const int32_t factors[3] = { call->out->dims.c, p->kernel_h, p->kernel_w };
    *weight_elements = image_product(factors, 3);
    return sliding_fits(call) && image_product(outputs, 2) == (uint64_t)call->out->dims.c;
}

bool check_fully_connected(const operator_call_t *call, uint64_t *weight_elements)
{
    const hil_fc_params_t *p = &call->op->parameters.fc;
    const uint32_t element = element_bytes(call->op->type);
    const int32_t inputs[2] = { p->batches, p->depth };
    const int32_t outputs[2] = { p->batches, p->outputs };
    const int32_t weights[2] = { p->outputs, p->depth };
    *weight_elements = image_product(weights, 2);
    return image_product(inputs, 2) == call->in0->bytes / element
        && image_product(outputs, 2) == call->out->bytes / element
        && call->op->channels == p->outputs
        && offsets_fit(call, p->input_offset, p->output_offset)
        && offsets_fit(call, p->filter_offset, 0)
        && activation_fits(call, p->act_min, p->act_max)
        && !overlaps(call->in0, call->out);
}

// The first and the last window hold a tap, hence all between do.
static bool windows_hold_taps(int32_t outputs, int32_t stride, int32_t pad, int32_t kernel, int32_t extent)
{
    return kernel > pad && (outputs - 1) * stride - pad < extent;
}

bool check_avgpool(const operator_call_t *call, uint64_t *weight_elements)
{
    const hil_pool_params_t *p = &call->op->parameters.pool;
    const hil_dims_t *in = &call->in0->dims;
    const hil_dims_t *out = &call->out->dims;
    *weight_elements = 0;
    return in->n == out->n && in->c == out->c && plane_fits(in) && plane_fits(out)
        && window_fits(p->stride_h, p->stride_w, p->pad_h, p->pad_w, p->kernel_h, p->kernel_w)
        && windows_hold_taps(out->h, p->stride_h, p->pad_h, p->kernel_h, in->h)
        && windows_hold_taps(out->w, p->stride_w, p->pad_w, p->kernel_w, in->w)
        && activation_fits(call, p->act_min, p->act_max)
        && !overlaps(call->in0, call->out);
}

static bool shift_fits(int32_t shift)
{
    return within(shift, -31, 30);
}

bool check_add(const operator_call_t *call, uint64_t *weight_elements)
{
    const hil_add_params_t *p = &call->op->parameters.add;
    *weight_elements = 0;
    const bool apart = (call->in0->offset == call->out->offset || !overlaps(call->in0, call->out))
        && (call->in1->offset == call->out->offset || !overlaps(call->in1, call->out));
    const bool shapes = same_dims(&call->in0->dims, &call->out->dims) && same_dims(&call->in1->dims, &call->out->dims);
    if (call->op->type == TYPE_FLOAT32) {
        return apart && shapes;
    }
    return apart && shapes && within(p->left_shift, 0, 31)
        && offsets_fit(call, p->input1_offset, p->output_offset) && offsets_fit(call, p->input2_offset, 0)
        && p->input1_multiplier >= 0 && p->input2_multiplier >= 0 && p->output_multiplier >= 0
        && shift_fits(p->input1_shift) && shift_fits(p->input2_shift) && shift_fits(p->output_shift)
        && activation_fits(call, p->act_min, p->act_max);
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

bool check_softmax(const operator_call_t *call, uint64_t *weight_elements)
{
    const hil_softmax_params_t *p = &call->op->parameters.softmax;
    const int32_t sizes[2] = { p->rows, p->row_size };
    const uint64_t elements = call->out->bytes / element_bytes(call->op->type);
    *weight_elements = 0;
    const bool fits = image_product(sizes, 2) == elements && call->in0->bytes == call->out->bytes && !overlaps(call->in0, call->out);
    return fits && (call->op->type == TYPE_FLOAT32 || (p->row_size <= SOFTMAX_MAX_ROW && softmax_scale_fits(p)));
}

bool check_reshape(const operator_call_t *call, uint64_t *weight_elements)
{
    *weight_elements = 0;
    return call->in0->bytes == call->out->bytes;
}
