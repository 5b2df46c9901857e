// Sums of products of CONV_2D and FULLY_CONNECTED: the windows of HIL_TILE pixels are gathered once and serve all filters.
// Every kernel set has its own layout (tile_layout.h) and its own functions.
#ifndef HIL_TILE_S8_H
#define HIL_TILE_S8_H

#include "output_s8.h"
#include "runs.h"

// Where the sums of the channels [first, first + count) begin: the bias, and what the input offset adds where the set adds it here.
// `weights` are those of channel `first`.
void hil_tile_start(const hil_bias_t *bias, int32_t first, int32_t count, const int8_t *weights, int32_t filter_bytes, int32_t input_offset,
                    int32_t *start);

// Takes the part `box` of a pixel's window, at most HIL_TILE_DEPTH elements.
void hil_tile_gather(hil_tile_t *tile, int32_t pixel, const hil_view_t *view, const hil_box_t *box);
// Takes `count` <= HIL_ROW_DEPTH elements that lie in a row.
void hil_tile_take(hil_tile_t *tile, int32_t pixel, const int8_t *in, int32_t count, int32_t input_offset);

// sums[c][p] = start[c] + dot(weights[c], pixel p), or with start NULL sums[c][p] += the dot; `depth` elements of what the tile holds.
void hil_tile_dots(const hil_tile_t *tile, int32_t pixels, int32_t depth, const int8_t *weights, int32_t filter_bytes, int32_t channels,
                   const int32_t *start, hil_sums_t *sums);

#endif
