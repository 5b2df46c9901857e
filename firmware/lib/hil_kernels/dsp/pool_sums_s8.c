#include "pool_sums_s8.h"

#include "simd.h"

// Two sums of 16 bits in each of four words, emptied before they can overflow.
typedef struct pairs {
    uint32_t even0, odd0, even1, odd1;
} pairs_t;

static void flush(pairs_t *pairs, int32_t sums[8])
{
    const uint32_t words[4] = { pairs->even0, pairs->odd0, pairs->even1, pairs->odd1 };
    for (int32_t i = 0; i < 4; i++) {
        const int32_t at = i / 2 * 4 + i % 2;
        sums[at] += (int16_t)words[i];
        sums[at + 2] += (int32_t)words[i] >> 16;
    }
    *pairs = (pairs_t){ 0, 0, 0, 0 };
}

static void sum8(const hil_pool_window_t *window, const int8_t *in, int32_t sums[8])
{
    pairs_t p = { 0, 0, 0, 0 };
    const int32_t col_step = window->col_step;
    int32_t room = HIL_POOL_TAPS_16;
    for (int32_t r = 0; r < window->rows; r++, in += window->row_step) {
        const int8_t *x = in;
        for (int32_t left = window->cols; left > 0;) {
            const int32_t count = left < room ? left : room;
#pragma GCC unroll 1
            for (int32_t c = count; c > 0; c--, x += col_step) {
                const uint32_t low = hil_load4(x), high = hil_load4(x + 4);
                p.even0 = hil_add_even(p.even0, low);
                p.odd0 = hil_add_odd(p.odd0, low);
                p.even1 = hil_add_even(p.even1, high);
                p.odd1 = hil_add_odd(p.odd1, high);
            }
            left -= count;
            room -= count;
            if (room == 0) {
                flush(&p, sums);
                room = HIL_POOL_TAPS_16;
            }
        }
    }
    flush(&p, sums);
}

static int32_t sum1(const hil_pool_window_t *window, const int8_t *in)
{
    int32_t sum = 0;
    for (int32_t r = 0; r < window->rows; r++, in += window->row_step) {
        const int8_t *x = in;
#pragma GCC unroll 1
        for (int32_t c = 0; c < window->cols; c++, x += window->col_step) {
            sum += *x;
        }
    }
    return sum;
}

void hil_pool_sums(const hil_pool_window_t *window, const int8_t *in, int32_t channels, int32_t sums[HIL_POOL_CHANNELS])
{
    if (channels == HIL_POOL_CHANNELS) {
        memset(sums, 0, HIL_POOL_CHANNELS * sizeof sums[0]);
        sum8(window, in, sums);
        return;
    }
    for (int32_t c = 0; c < channels; c++) {
        sums[c] = sum1(window, in + c);
    }
}
