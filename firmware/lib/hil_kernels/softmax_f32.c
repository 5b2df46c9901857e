#include <math.h>

#include "hil_kernels.h"

static void softmax_row(float beta, const float *in, float *out, int32_t count)
{
    float maximum = in[0];
    for (int32_t i = 1; i < count; i++) {
        maximum = in[i] > maximum ? in[i] : maximum;
    }
    float sum = 0.0f;
    for (int32_t i = 0; i < count; i++) {
        out[i] = expf((in[i] - maximum) * beta);
        sum += out[i];
    }
    for (int32_t i = 0; i < count; i++) {
        out[i] = out[i] / sum;
    }
}

void hil_softmax_f32(const hil_softmax_params_t *params, const float *in, float *out)
{
    const float beta = hil_float_from_bits(params->multiplier);
    for (int32_t r = 0; r < params->rows; r++) {
        softmax_row(beta, in, out, params->row_size);
        in += params->row_size;
        out += params->row_size;
    }
}
