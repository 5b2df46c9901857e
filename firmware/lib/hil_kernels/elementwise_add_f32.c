#include "clamp_f32.h"
#include "hil_kernels.h"

void hil_elementwise_add_f32(const hil_add_params_t *params, const float *a, const float *b, float *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = hil_clamp_f32(a[i] + b[i], params->act_min, params->act_max);
    }
}
