#include "depthwise_sums_s16.h"

typedef struct four {
    int32_t s0, s1, s2, s3;
} four_t;

static inline four_t add_taps(four_t s, const int16_t *x, const int8_t *w, int32_t taps, int32_t x_step, int32_t w_step)
{
    for (; taps > 0; taps--, x += x_step, w += w_step) {
        s.s0 += x[0] * w[0];
        s.s1 += x[1] * w[1];
        s.s2 += x[2] * w[2];
        s.s3 += x[3] * w[3];
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
