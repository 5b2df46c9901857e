#include "hil_kernels.h"
#include "requantize_s16.h"
#include "scale.h"

static __attribute__((noinline)) void add_any(const hil_add_params_t *params, bool single, const int16_t *a, const int16_t *b, int16_t *out,
                                              size_t count)
{
    const hil_add_params_t p = *params;
    for (size_t i = 0; i < count; i++) {
        const int32_t x = hil_requantize((int32_t)((uint32_t)a[i] << p.left_shift), p.input1_multiplier, p.input1_shift, single);
        const int32_t y = hil_requantize((int32_t)((uint32_t)b[i] << p.left_shift), p.input2_multiplier, p.input2_shift, single);
        const int32_t sum = (int32_t)((uint32_t)x + (uint32_t)y);
        out[i] = hil_clamp_s16(hil_requantize(sum, p.output_multiplier, p.output_shift, single), p.act_min, p.act_max);
    }
}

// `unshifted` is a constant at every call.
static inline __attribute__((always_inline)) int32_t scale_usual(int16_t value, int32_t left_shift, int32_t multiplier, int32_t shift, bool unshifted)
{
    const int32_t moved = (int32_t)((uint32_t)value << left_shift);
    return unshifted ? hil_scale_unshifted(moved, multiplier) : hil_scale_double(moved, multiplier, -shift, 0);
}

static inline __attribute__((always_inline)) void add_usual(const hil_add_params_t *params, const int16_t *a, const int16_t *b, int16_t *out,
                                                            size_t count, bool a_unshifted, bool b_unshifted)
{
    const hil_add_params_t p = *params;
    for (size_t i = 0; i < count; i++) {
        const int32_t x = scale_usual(a[i], p.left_shift, p.input1_multiplier, p.input1_shift, a_unshifted);
        const int32_t y = scale_usual(b[i], p.left_shift, p.input2_multiplier, p.input2_shift, b_unshifted);
        const int32_t sum = (int32_t)((uint32_t)x + (uint32_t)y);
        out[i] = hil_clamp_s16(hil_scale_double(sum, p.output_multiplier, -p.output_shift, 0), p.act_min, p.act_max);
    }
}

// TFLite scales the larger input by 1/2, which is no shift, and everything else to the right: one input at least is not shifted.
void hil_elementwise_add_s16(const hil_add_params_t *params, bool single_rounding, const int16_t *a, const int16_t *b, int16_t *out, size_t count)
{
    const hil_add_params_t *p = params;
    if (single_rounding || p->input1_shift > 0 || p->input2_shift > 0 || p->output_shift >= 0) {
        add_any(p, single_rounding, a, b, out, count);
    } else if (p->input1_shift == 0 && p->input2_shift == 0) {
        add_usual(p, a, b, out, count, true, true);
    } else if (p->input1_shift == 0) {
        add_usual(p, a, b, out, count, true, false);
    } else if (p->input2_shift == 0) {
        add_usual(p, a, b, out, count, false, true);
    } else {
        add_any(p, false, a, b, out, count);
    }
}
