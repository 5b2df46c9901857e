#include "hil_kernels.h"
#include "output_s8.h"

// Four rows at once: one load and one offset of an input element serve four multiplications.
static __attribute__((noinline)) void four_rows(const hil_fc_params_t *p, const int8_t *in, const int8_t *weights, uint32_t acc[4])
{
    const uint32_t input_offset = (uint32_t)p->input_offset;
    const int8_t *w0 = weights;
    const int8_t *w1 = w0 + p->depth;
    const int8_t *w2 = w1 + p->depth;
    const int8_t *w3 = w2 + p->depth;
    uint32_t a0 = 0, a1 = 0, a2 = 0, a3 = 0;
    uint32_t inputs = 0;
    for (int32_t i = 0; i < p->depth; i++) {
        const uint32_t value = (uint32_t)in[i] + input_offset;
        inputs += value;
        a0 += hil_product(value, w0[i]);
        a1 += hil_product(value, w1[i]);
        a2 += hil_product(value, w2[i]);
        a3 += hil_product(value, w3[i]);
    }
    // sum(x * (w + f)) = sum(x * w) + f * sum(x), also modulo 2^32: keeps the filter offset out of the loop.
    const uint32_t correction = inputs * (uint32_t)p->filter_offset;
    acc[0] = a0 + correction;
    acc[1] = a1 + correction;
    acc[2] = a2 + correction;
    acc[3] = a3 + correction;
}

static uint32_t one_row(const hil_fc_params_t *p, const int8_t *in, const int8_t *weights)
{
    uint32_t acc = 0;
    for (int32_t i = 0; i < p->depth; i++) {
        acc += ((uint32_t)in[i] + (uint32_t)p->input_offset) * ((uint32_t)weights[i] + (uint32_t)p->filter_offset);
    }
    return acc;
}

void hil_fully_connected_s8(const hil_fc_params_t *params, const hil_scales_t *scales, const int8_t *in, const int8_t *weights,
                            const int32_t *bias, int8_t *out)
{
    const hil_output_stage_t stage = { scales, bias, params->output_offset, params->act_min, params->act_max };
    for (int32_t b = 0; b < params->batches; b++) {
        for (int32_t block = 0; block < params->outputs; block += HIL_OUTPUT_BLOCK) {
            uint32_t acc[HIL_OUTPUT_BLOCK];
            const int32_t left = params->outputs - block;
            const int32_t count = left < HIL_OUTPUT_BLOCK ? left : HIL_OUTPUT_BLOCK;
            int32_t o = 0;
            for (; o + 4 <= count; o += 4) {
                four_rows(params, in, weights + (block + o) * params->depth, acc + o);
            }
            for (; o < count; o++) {
                acc[o] = one_row(params, in, weights + (block + o) * params->depth);
            }
            hil_output_block_s8(&stage, block, acc, count, out + block);
        }
        in += params->depth;
        out += params->outputs;
    }
}
