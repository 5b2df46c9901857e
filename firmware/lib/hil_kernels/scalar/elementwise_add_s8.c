#include "hil_kernels.h"
#include "hil_requantize.h"
#include "scale.h"

static uint32_t scale_input(int8_t value, int32_t offset, int32_t left_shift, int32_t multiplier, int32_t shift, bool single)
{
    const uint32_t moved = ((uint32_t)value + (uint32_t)offset) << left_shift;
    return (uint32_t)hil_requantize((int32_t)moved, multiplier, shift, single);
}

static __attribute__((noinline)) void add_any(const hil_add_params_t *params, bool single, const int8_t *a, const int8_t *b, int8_t *out,
                                              size_t count)
{
    const hil_add_params_t p = *params;
    for (size_t i = 0; i < count; i++) {
        const uint32_t x = scale_input(a[i], p.input1_offset, p.left_shift, p.input1_multiplier, p.input1_shift, single);
        const uint32_t y = scale_input(b[i], p.input2_offset, p.left_shift, p.input2_multiplier, p.input2_shift, single);
        const int32_t sum = hil_requantize((int32_t)(x + y), p.output_multiplier, p.output_shift, single);
        out[i] = hil_offset_and_clamp(sum, p.output_offset, p.act_min, p.act_max);
    }
}

// `unshifted` is a constant at every call.
static inline __attribute__((always_inline)) int32_t scale_usual(int8_t value, int32_t offset, int32_t left_shift, int32_t multiplier,
                                                                 int32_t shift, bool unshifted)
{
    const int32_t moved = (int32_t)(((uint32_t)value + (uint32_t)offset) << left_shift);
    return unshifted ? hil_scale_unshifted(moved, multiplier) : hil_scale_double(moved, multiplier, -shift, 0);
}

static inline __attribute__((always_inline)) void add_usual(const hil_add_params_t *params, const int8_t *a, const int8_t *b, int8_t *out,
                                                            size_t count, bool a_unshifted, bool b_unshifted)
{
    const hil_add_params_t p = *params;
    for (size_t i = 0; i < count; i++) {
        const int32_t x = scale_usual(a[i], p.input1_offset, p.left_shift, p.input1_multiplier, p.input1_shift, a_unshifted);
        const int32_t y = scale_usual(b[i], p.input2_offset, p.left_shift, p.input2_multiplier, p.input2_shift, b_unshifted);
        const int32_t sum = (int32_t)((uint32_t)x + (uint32_t)y);
        const int32_t scaled = hil_scale_double(sum, p.output_multiplier, -p.output_shift, p.output_offset);
        out[i] = hil_offset_and_clamp(scaled, 0, p.act_min, p.act_max);
    }
}

// TFLite scales the larger input by 1/2, which is no shift, and everything else to the right.
void hil_elementwise_add_s8(const hil_add_params_t *params, bool single_rounding, const int8_t *a, const int8_t *b, int8_t *out, size_t count)
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
        add_usual(p, a, b, out, count, false, false);
    }
}
