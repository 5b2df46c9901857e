#include "hil_kernels.h"
#include "requantize_s16.h"

void hil_elementwise_add_s16(const hil_add_params_t *params, bool single_rounding, const int16_t *a, const int16_t *b, int16_t *out, size_t count)
{
    const hil_add_params_t p = *params;
    for (size_t i = 0; i < count; i++) {
        const int32_t first = hil_requantize((int32_t)((uint32_t)a[i] << p.left_shift), p.input1_multiplier, p.input1_shift, single_rounding);
        const int32_t second = hil_requantize((int32_t)((uint32_t)b[i] << p.left_shift), p.input2_multiplier, p.input2_shift, single_rounding);
        const int32_t sum = (int32_t)((uint32_t)first + (uint32_t)second);
        out[i] = hil_clamp_s16(hil_requantize(sum, p.output_multiplier, p.output_shift, single_rounding), p.act_min, p.act_max);
    }
}
