// Operators without weights.
#include "arm.h"

static bool is_int16(const operator_call_t *call)
{
    return call->op->type == TYPE_INT16;
}

int32_t arm_no_scratch(const operator_call_t *call)
{
    (void)call;
    return 0;
}

static cmsis_nn_pool_params pool_params(const hil_pool_params_t *p)
{
    return (cmsis_nn_pool_params){ .stride = { .w = p->stride_w, .h = p->stride_h }, .padding = { .w = p->pad_w, .h = p->pad_h },
                                   .activation = arm_activation(p->act_min, p->act_max) };
}

int32_t arm_pool_scratch(const operator_call_t *call)
{
    const int width = call->out->dims.w, channels = call->in0->dims.c;
    const int32_t bytes = is_int16(call) ? arm_avgpool_s16_get_buffer_size(width, channels) : arm_avgpool_s8_get_buffer_size(width, channels);
    return bytes < 0 ? NOT_SERVED : bytes;
}

void arm_pool_run(const operator_call_t *call)
{
    const hil_pool_params_t *p = &call->op->parameters.pool;
    const cmsis_nn_context ctx = { cmsis_nn_scratch, sizeof cmsis_nn_scratch };
    const cmsis_nn_pool_params params = pool_params(p);
    const cmsis_nn_dims in = arm_dims(&call->in0->dims), filter = { .n = 1, .h = p->kernel_h, .w = p->kernel_w, .c = 1 }, out = arm_dims(&call->out->dims);
    if (is_int16(call)) {
        arm_or(arm_avgpool_s16(&ctx, &params, &in, input0(call), &filter, &out, output(call)), run_avgpool_s16, call);
    } else {
        arm_or(arm_avgpool_s8(&ctx, &params, &in, input0(call), &filter, &out, output(call)), run_avgpool_s8, call);
    }
}

void arm_max_run(const operator_call_t *call)
{
    const hil_pool_params_t *p = &call->op->parameters.pool;
    const cmsis_nn_context ctx = { NULL, 0 };
    const cmsis_nn_pool_params params = pool_params(p);
    const cmsis_nn_dims in = arm_dims(&call->in0->dims), filter = { .n = 1, .h = p->kernel_h, .w = p->kernel_w, .c = 1 }, out = arm_dims(&call->out->dims);
    arm_or(is_int16(call) ? arm_max_pool_s16(&ctx, &params, &in, input0(call), &filter, &out, output(call))
                          : arm_max_pool_s8(&ctx, &params, &in, input0(call), &filter, &out, output(call)), run_max_pool, call);
}

void arm_softmax_run(const operator_call_t *call)
{
    const hil_softmax_params_t *p = &call->op->parameters.softmax;
    if (is_int16(call)) {
        const int16_t *tables = (const int16_t *)(const void *)call->op->weights;
        const cmsis_nn_softmax_lut_s16 luts = { tables, tables + HIL_SOFTMAX_TABLE };
        arm_or(arm_softmax_s16(input0(call), p->rows, p->row_size, p->multiplier, p->shift, &luts, output(call)), run_softmax_s16, call);
    } else {
        arm_softmax_s8(input0(call), p->rows, p->row_size, p->multiplier, p->shift, p->diff_min, output(call));
    }
}

void arm_add_run(const operator_call_t *call)
{
    const hil_add_params_t *p = &call->op->parameters.add;
    const int32_t count = (int32_t)(call->out->bytes / element_bytes(call->op->type));
    if (is_int16(call)) {
        arm_or(arm_elementwise_add_s16(input0(call), input1(call), p->input1_offset, p->input1_multiplier, p->input1_shift, p->input2_offset,
                                       p->input2_multiplier, p->input2_shift, p->left_shift, output(call), p->output_offset, p->output_multiplier,
                                       p->output_shift, p->act_min, p->act_max, count), run_add_s16, call);
    } else {
        arm_or(arm_elementwise_add_s8(input0(call), input1(call), p->input1_offset, p->input1_multiplier, p->input1_shift, p->input2_offset,
                                      p->input2_multiplier, p->input2_shift, p->left_shift, output(call), p->output_offset, p->output_multiplier,
                                      p->output_shift, p->act_min, p->act_max, count), run_add_s8, call);
    }
}

static bool same(const hil_dims_t *a, const hil_dims_t *b)
{
    return a->n == b->n && a->h == b->h && a->w == b->w && a->c == b->c;
}

// Where a side is repeated the library's kernel can read behind it.
int32_t arm_extremum_scratch(const operator_call_t *call)
{
    return same(&call->in0->dims, &call->in1->dims) ? 0 : NOT_SERVED;
}

void arm_extremum_run(const operator_call_t *call)
{
    const cmsis_nn_context ctx = { NULL, 0 };
    const cmsis_nn_dims dims = arm_dims(&call->in0->dims);
    arm_or(call->op->kind->code == OP_MAXIMUM ? arm_maximum_s8(&ctx, input0(call), &dims, input1(call), &dims, output(call), &dims)
                                              : arm_minimum_s8(&ctx, input0(call), &dims, input1(call), &dims, output(call), &dims), run_extremum, call);
}

void arm_transpose_run(const operator_call_t *call)
{
    uint32_t permutation[4];
    for (int d = 0; d < 4; d++) {
        permutation[d] = (uint32_t)call->op->parameters.transpose.permutation[d];
    }
    const cmsis_nn_transpose_params params = { 4, permutation };
    const cmsis_nn_dims in = arm_dims(&call->in0->dims), out = arm_dims(&call->out->dims);
    arm_or(arm_transpose_s8(input0(call), output(call), &in, &out, &params), run_transpose, call);
}
