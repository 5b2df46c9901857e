#include "pool_sums_s8.h"

static void sum4(const hil_pool_window_t *window, const int8_t *in, int32_t *sums)
{
    int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    const int32_t col_step = window->col_step;
    for (int32_t r = 0; r < window->rows; r++) {
        int32_t at = r * window->row_step;
#pragma GCC unroll 1
        for (int32_t c = window->cols; c > 0; c--, at += col_step) {
            s0 += in[at];
            s1 += in[at + 1];
            s2 += in[at + 2];
            s3 += in[at + 3];
        }
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

static int32_t sum1(const hil_pool_window_t *window, const int8_t *in)
{
    int32_t sum = 0;
    for (int32_t r = 0; r < window->rows; r++) {
        int32_t at = r * window->row_step;
        for (int32_t c = 0; c < window->cols; c++, at += window->col_step) {
            sum += in[at];
        }
    }
    return sum;
}

void hil_pool_sums(const hil_pool_window_t *window, const int8_t *in, int32_t channels, int32_t sums[HIL_POOL_CHANNELS])
{
    int32_t c = 0;
    for (; c + 4 <= channels; c += 4) {
        sum4(window, in + c, sums + c);
    }
    for (; c < channels; c++) {
        sums[c] = sum1(window, in + c);
    }
}
