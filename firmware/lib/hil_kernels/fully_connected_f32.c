#include "clamp_f32.h"
#include "hil_kernels.h"

void hil_fully_connected_f32(const hil_fc_params_t *params, const float *in, const float *weights, const float *bias, float *out)
{
    for (int32_t b = 0; b < params->batches; b++) {
        for (int32_t o = 0; o < params->outputs; o++) {
            const float *row = weights + o * params->depth;
            float sum = 0.0f;
            for (int32_t i = 0; i < params->depth; i++) {
                sum += in[i] * row[i];
            }
            out[o] = hil_clamp_f32(bias != NULL ? sum + bias[o] : sum, params->act_min, params->act_max);
        }
        in += params->depth;
        out += params->outputs;
    }
}
