#include "hil_kernels.h"
#include "requantize.h"
#include "requantize_s16.h"

// Single rounding of any shift: the bits that round may lie in either word of the products.
static __attribute__((noinline)) void add_single(const hil_add_params_t *params, const int16_t *a, const int16_t *b, int16_t *out, size_t count)
{
    const hil_add_params_t p = *params;
    for (size_t i = 0; i < count; i++) {
        const uint32_t x = (uint32_t)hil_requantize_single((int32_t)((uint32_t)a[i] << p.left_shift), p.input1_multiplier, p.input1_shift);
        const uint32_t y = (uint32_t)hil_requantize_single((int32_t)((uint32_t)b[i] << p.left_shift), p.input2_multiplier, p.input2_shift);
        out[i] = hil_clamp_s16(hil_requantize_single((int32_t)(x + y), p.output_multiplier, p.output_shift), p.act_min, p.act_max);
    }
}

static inline int32x4_t scale_input(const int16_t *in, mve_pred16_t lanes, int32_t left_shift, int32_t multiplier, int32_t shift)
{
    return hil_scale_all(vshlq_r_s32(vldrhq_z_s32(in, lanes), left_shift), multiplier, shift);
}

void hil_elementwise_add_s16(const hil_add_params_t *params, bool single_rounding, const int16_t *a, const int16_t *b, int16_t *out, size_t count)
{
    const hil_add_params_t p = *params;
    if (single_rounding) {
        add_single(params, a, b, out, count);
        return;
    }
    const int32x4_t min = vdupq_n_s32(p.act_min), max = vdupq_n_s32(p.act_max);
    for (size_t i = 0; i < count; i += 4) {
        const mve_pred16_t lanes = vctp32q((uint32_t)(count - i));
        const int32x4_t x = scale_input(a + i, lanes, p.left_shift, p.input1_multiplier, p.input1_shift);
        const int32x4_t y = scale_input(b + i, lanes, p.left_shift, p.input2_multiplier, p.input2_shift);
        const int32x4_t sum = hil_scale_all(vaddq_s32(x, y), p.output_multiplier, p.output_shift);
        vstrhq_p_s32(out + i, vminq_s32(vmaxq_s32(sum, min), max), lanes);
    }
}
