// Sums of products of int16 DEPTHWISE_CONV_2D with multiplier 1. Every kernel set has its own.
#ifndef HIL_DEPTHWISE_SUMS_S16_H
#define HIL_DEPTHWISE_SUMS_S16_H

#include "window.h"

// sums[c] = the products of channel c of a window of at most HIL_DOTS_S16 taps. `in` and `weights` are channel 0 of the first tap inside;
// `count` is a multiple of 4.
void hil_depthwise_sums_s16(const window_t *window, const int16_t *in, const int8_t *weights, int32_t count, int32_t *sums);

#endif
