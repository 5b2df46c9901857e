#include "hil_kernels.h"
#include "hil_requantize.h"

static uint32_t scale_input(int8_t value, int32_t offset, int32_t left_shift, int32_t multiplier, int32_t shift, bool single)
{
    const uint32_t moved = ((uint32_t)value + (uint32_t)offset) << left_shift;
    return (uint32_t)hil_requantize((int32_t)moved, multiplier, shift, single);
}

void hil_elementwise_add_s8(const hil_add_params_t *params, bool single_rounding, const int8_t *a, const int8_t *b, int8_t *out, size_t count)
{
    const hil_add_params_t p = *params;
    for (size_t i = 0; i < count; i++) {
        const uint32_t x = scale_input(a[i], p.input1_offset, p.left_shift, p.input1_multiplier, p.input1_shift, single_rounding);
        const uint32_t y = scale_input(b[i], p.input2_offset, p.left_shift, p.input2_multiplier, p.input2_shift, single_rounding);
        const int32_t sum = hil_requantize((int32_t)(x + y), p.output_multiplier, p.output_shift, single_rounding);
        out[i] = hil_offset_and_clamp(sum, p.output_offset, p.act_min, p.act_max);
    }
}
