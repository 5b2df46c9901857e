#include "clamp_f32.h"
#include "hil_kernels.h"

// Four rows at once, so that an input is loaded for four products. Every sum keeps the order of the inputs.
static __attribute__((noinline)) void four_rows(const float *in, const float *row, int32_t depth, float sums[4])
{
    const float *w0 = row, *w1 = w0 + depth, *w2 = w1 + depth, *w3 = w2 + depth;
    float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
    for (int32_t i = 0; i < depth; i++) {
        const float value = in[i];
        s0 += value * w0[i];
        s1 += value * w1[i];
        s2 += value * w2[i];
        s3 += value * w3[i];
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

static float one_row(const float *in, const float *row, int32_t depth)
{
    float sum = 0.0f;
    for (int32_t i = 0; i < depth; i++) {
        sum += in[i] * row[i];
    }
    return sum;
}

static float finish(const hil_fc_params_t *p, float sum, const float *bias, int32_t o)
{
    return hil_clamp_f32(bias != NULL ? sum + bias[o] : sum, p->act_min, p->act_max);
}

void hil_fully_connected_f32(const hil_fc_params_t *params, const float *in, const float *weights, const float *bias, float *out)
{
    const int32_t depth = params->depth;
    for (int32_t b = 0; b < params->batches; b++) {
        int32_t o = 0;
        for (; o + 4 <= params->outputs; o += 4) {
            float sums[4];
            four_rows(in, weights + o * depth, depth, sums);
            for (int32_t i = 0; i < 4; i++) {
                out[o + i] = finish(params, sums[i], bias, o + i);
            }
        }
        for (; o < params->outputs; o++) {
            out[o] = finish(params, one_row(in, weights + o * depth, depth), bias, o);
        }
        in += depth;
        out += params->outputs;
    }
}
