#include "depthwise_sums_s16.h"

#include <arm_mve.h>

static inline int32x4_t product(const int16_t *x, const int8_t *w)
{
    return vmulq_s32(vldrhq_s32(x), vldrbq_s32(w));
}

// Eight channels, so that a tap's addresses serve two vectors.
static void eight(const window_t *window, const int16_t *in, const int8_t *weights, int32_t *sums)
{
    int32x4_t low = vdupq_n_s32(0), high = low;
    for (int32_t r = 0; r < window->rows; r++) {
        const int16_t *x = in + r * window->input_row;
        const int8_t *w = weights + r * window->weight_row;
        for (int32_t c = 0; c < window->cols; c++, x += window->input_col, w += window->weight_col) {
            low = vaddq_s32(low, product(x, w));
            high = vaddq_s32(high, product(x + 4, w + 4));
        }
    }
    vstrwq_s32(sums, low);
    vstrwq_s32(sums + 4, high);
}

static void four(const window_t *window, const int16_t *in, const int8_t *weights, int32_t *sums)
{
    int32x4_t sum = vdupq_n_s32(0);
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            sum = vaddq_s32(sum, product(in + r * window->input_row + c * window->input_col, weights + r * window->weight_row + c * window->weight_col));
        }
    }
    vstrwq_s32(sums, sum);
}

void hil_depthwise_sums_s16(const window_t *window, const int16_t *in, const int8_t *weights, int32_t count, int32_t *sums)
{
    int32_t c = 0;
    for (; c + 8 <= count; c += 8) {
        eight(window, in + c, weights + c, sums + c);
    }
    if (c < count) {
        four(window, in + c, weights + c, sums + c);
    }
}
