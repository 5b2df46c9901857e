#include "depthwise_sums_s16.h"

#include "simd.h"

typedef struct four {
    int32_t s0, s1, s2, s3;
} four_t;

static inline uint32_t load2(const int16_t *at)
{
    uint32_t pair;
    memcpy(&pair, at, sizeof pair);
    return pair;
}

// Two loads bring four inputs and one four weights; the halves meet as they lie.
static inline four_t add_taps(four_t s, const int16_t *x, const int8_t *w, int32_t taps, int32_t x_step, int32_t w_step)
{
    for (; taps > 0; taps--, x += x_step, w += w_step) {
        const int32_t low = (int32_t)load2(x), high = (int32_t)load2(x + 2);
        const uint32_t bytes = hil_load4(w);
        const int32_t even = (int32_t)hil_even(bytes), odd = (int32_t)hil_odd(bytes);
        s.s0 = __smlabb(low, even, s.s0);
        s.s1 = __smlatb(low, odd, s.s1);
        s.s2 = __smlabt(high, even, s.s2);
        s.s3 = __smlatt(high, odd, s.s3);
    }
    return s;
}

void hil_depthwise_sums_s16(const window_t *window, const int16_t *in, const int8_t *weights, int32_t count, int32_t *sums)
{
    for (int32_t c = 0; c < count; c += 4) {
        four_t s = { 0, 0, 0, 0 };
        for (int32_t r = 0; r < window->rows; r++) {
            s = add_taps(s, in + c + r * window->input_row, weights + c + r * window->weight_row, window->cols, window->input_col, window->weight_col);
        }
        sums[c] = s.s0;
        sums[c + 1] = s.s1;
        sums[c + 2] = s.s2;
        sums[c + 3] = s.s3;
    }
}
