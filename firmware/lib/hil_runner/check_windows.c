// Operators that slide a window.
#include "operator_checks.h"

// Kernel sizes and steps of a sliding window.
static bool window_fits(int32_t stride_h, int32_t stride_w, int32_t pad_h, int32_t pad_w, int32_t kernel_h, int32_t kernel_w)
{
    return within(stride_h, 1, MAX_COORDINATE) && within(stride_w, 1, MAX_COORDINATE)
        && within(pad_h, 0, MAX_COORDINATE) && within(pad_w, 0, MAX_COORDINATE)
        && within(kernel_h, 1, MAX_COORDINATE) && within(kernel_w, 1, MAX_COORDINATE);
}

// What the convolutions share.
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

static void need_layer(const operator_call_t *call, uint64_t elements, operator_needs_t *needs)
{
    const uint64_t bytes = call->op->type == TYPE_FLOAT32 ? 4 : 1;
    needs->weight_bytes = elements > UINT32_MAX ? UINT64_MAX : elements * bytes;
    needs->biases = true;
    needs->channel_scales = true;
}

bool check_convolve(const operator_call_t *call, operator_needs_t *needs)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    const int32_t in_channels = call->in0->dims.c;
    const int32_t out_channels = call->out->dims.c;
    if (!sliding_fits(call) || p->filter_channels < 1 || in_channels % p->filter_channels != 0) {
        return false;
    }
    const int32_t factors[4] = { out_channels, p->kernel_h, p->kernel_w, p->filter_channels };
    need_layer(call, image_product(factors, 4), needs);
    return out_channels % (in_channels / p->filter_channels) == 0;
}

bool check_depthwise_conv(const operator_call_t *call, operator_needs_t *needs)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    const int32_t outputs[2] = { call->in0->dims.c, p->depth_multiplier };
    const int32_t factors[3] = { call->out->dims.c, p->kernel_h, p->kernel_w };
    need_layer(call, image_product(factors, 3), needs);
    return sliding_fits(call) && image_product(outputs, 2) == (uint64_t)call->out->dims.c;
}

bool check_transpose_conv(const operator_call_t *call, operator_needs_t *needs)
{
    const hil_conv_params_t *p = &call->op->parameters.conv;
    const int32_t factors[4] = { call->out->dims.c, p->kernel_h, p->kernel_w, call->in0->dims.c };
    need_layer(call, image_product(factors, 4), needs);
    return sliding_fits(call);
}

static bool pool_fits(const operator_call_t *call)
{
    const hil_pool_params_t *p = &call->op->parameters.pool;
    const hil_dims_t *in = &call->in0->dims;
    const hil_dims_t *out = &call->out->dims;
    return in->n == out->n && in->c == out->c && plane_fits(in) && plane_fits(out)
        && window_fits(p->stride_h, p->stride_w, p->pad_h, p->pad_w, p->kernel_h, p->kernel_w)
        && activation_fits(call, p->act_min, p->act_max)
        && !overlaps(call->in0, call->out);
}

// The first and the last window hold a tap, hence all between do.
static bool windows_hold_taps(int32_t outputs, int32_t stride, int32_t pad, int32_t kernel, int32_t extent)
{
    return kernel > pad && (outputs - 1) * stride - pad < extent;
}

bool check_avgpool(const operator_call_t *call, operator_needs_t *needs)
{
    (void)needs;
    const hil_pool_params_t *p = &call->op->parameters.pool;
    const hil_dims_t *in = &call->in0->dims;
    const hil_dims_t *out = &call->out->dims;
    return pool_fits(call)
        && windows_hold_taps(out->h, p->stride_h, p->pad_h, p->kernel_h, in->h)
        && windows_hold_taps(out->w, p->stride_w, p->pad_w, p->kernel_w, in->w);
}

bool check_max_pool(const operator_call_t *call, operator_needs_t *needs)
{
    (void)needs;
    return pool_fits(call);
}
