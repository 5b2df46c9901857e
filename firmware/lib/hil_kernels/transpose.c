#include "hil_kernels.h"

static void copy_row(const uint8_t *in, int32_t step, uint8_t *out, int32_t count, int32_t bytes)
{
    if (step == bytes) {
        memcpy(out, in, (size_t)(count * bytes));
        return;
    }
    for (int32_t i = 0; i < count; i++, in += step, out += bytes) {
        for (int32_t b = 0; b < bytes; b++) {
            out[b] = in[b];
        }
    }
}

void hil_transpose(const hil_transpose_params_t *params, const hil_dims_t *in_dims, const uint8_t *in, const hil_dims_t *out_dims, uint8_t *out,
                   int32_t bytes)
{
    const int32_t steps[4] = { in_dims->h * in_dims->w * in_dims->c * bytes, in_dims->w * in_dims->c * bytes, in_dims->c * bytes, bytes };
    const int32_t *p = params->permutation;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t y = 0; y < out_dims->h; y++) {
            for (int32_t x = 0; x < out_dims->w; x++) {
                copy_row(in + n * steps[p[0]] + y * steps[p[1]] + x * steps[p[2]], steps[p[3]], out, out_dims->c, bytes);
                out += out_dims->c * bytes;
            }
        }
    }
}
