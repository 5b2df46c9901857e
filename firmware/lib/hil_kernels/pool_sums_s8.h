// Sums of AVERAGE_POOL_2D. Every kernel set has its own.
#ifndef HIL_POOL_SUMS_S8_H
#define HIL_POOL_SUMS_S8_H

#include <stdint.h>

// Channels that are summed together, and taps whose sum fits 16 bits: 256 times -128 is the lowest int16.
enum { HIL_POOL_CHANNELS = 8, HIL_POOL_TAPS_16 = 256 };

// The part of a window that lies inside the input. Steps in elements.
typedef struct hil_pool_window {
    int32_t rows, cols, row_step, col_step;
} hil_pool_window_t;

// sums[c] = the window's sum in channel c, for `channels` <= HIL_POOL_CHANNELS. `in` is the first tap's first channel.
void hil_pool_sums(const hil_pool_window_t *window, const int8_t *in, int32_t channels, int32_t sums[HIL_POOL_CHANNELS]);

#endif
