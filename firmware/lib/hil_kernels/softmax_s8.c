#include "exp_fixed.h"
#include "hil_kernels.h"
#include "hil_requantize.h"
#include "scratch.h"

// Exponentials of the first KEPT elements of a row are kept for the second pass, the others computed again.
enum { ACCUMULATION_SHIFT = 12, OUTPUT_BITS = 35, LOWEST = -128, HIGHEST = 127, KEPT = HIL_SCRATCH_SMALL ? 16 : 64 };

static int32_t leading_zeros(uint32_t x)
{
    return x == 0 ? 32 : __builtin_clz(x);
}

static int32_t exp_of(const hil_softmax_params_t *p, int32_t difference)
{
    const int32_t shifted = (int32_t)((uint32_t)difference << p->shift);
    return hil_exp_on_negative(hil_multiply_high(shifted, p->multiplier));
}

static int32_t row_maximum(const int8_t *in, int32_t count)
{
    int32_t maximum = in[0];
    for (int32_t i = 1; i < count; i++) {
        maximum = in[i] > maximum ? in[i] : maximum;
    }
    return maximum;
}

static int8_t share_of(int32_t exponential, int32_t scale, int32_t headroom)
{
    const int32_t share = hil_multiply_high(scale, exponential);
    const int32_t value = hil_divide_by_power_of_two(share, OUTPUT_BITS - headroom) + LOWEST;
    return (int8_t)(value > HIGHEST ? HIGHEST : value < LOWEST ? LOWEST : value);
}

static void softmax_row(const hil_softmax_params_t *p, const int8_t *in, int8_t *out)
{
    int32_t kept[KEPT];
    const int32_t maximum = row_maximum(in, p->row_size);
    uint32_t sum = 0;
    for (int32_t i = 0; i < p->row_size; i++) {
        const int32_t difference = in[i] - maximum;
        if (difference >= p->diff_min) {
            const int32_t exponential = exp_of(p, difference);
            sum += (uint32_t)hil_divide_by_power_of_two(exponential, ACCUMULATION_SHIFT);
            if (i < KEPT) {
                kept[i] = exponential;
            }
        }
    }
    const int32_t headroom = leading_zeros(sum);
    const int32_t scale = hil_one_over_one_plus((int32_t)((sum << headroom) - (1u << 31)));
    for (int32_t i = 0; i < p->row_size; i++) {
        const int32_t difference = in[i] - maximum;
        out[i] = difference < p->diff_min ? LOWEST : share_of(i < KEPT ? kept[i] : exp_of(p, difference), scale, headroom);
    }
}

void hil_softmax_s8(const hil_softmax_params_t *params, const int8_t *in, int8_t *out)
{
    for (int32_t r = 0; r < params->rows; r++) {
        softmax_row(params, in, out);
        in += params->row_size;
        out += params->row_size;
    }
}
