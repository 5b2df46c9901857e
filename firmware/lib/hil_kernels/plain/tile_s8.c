#include "tile_s8.h"

#include "bias_s8.h"
#include "dots.h"

void hil_tile_start(const hil_bias_t *bias, int32_t first, int32_t count, const int8_t *weights, int32_t filter_bytes, int32_t input_offset,
                    int32_t *start)
{
    (void)weights;
    (void)filter_bytes;
    (void)input_offset;
    hil_bias_widen(bias, first, count, start);
}

static void widen(const int8_t *in, int32_t count, uint32_t offset, uint32_t *to)
{
    for (; count >= 4; count -= 4, in += 4, to += 4 * HIL_TILE) {
        to[0] = (uint32_t)in[0] + offset;
        to[HIL_TILE] = (uint32_t)in[1] + offset;
        to[2 * HIL_TILE] = (uint32_t)in[2] + offset;
        to[3 * HIL_TILE] = (uint32_t)in[3] + offset;
    }
#pragma GCC unroll 1
    for (; count > 0; count--, to += HIL_TILE) {
        *to = (uint32_t)*in++ + offset;
    }
}

void hil_tile_take(hil_tile_t *tile, int32_t pixel, const int8_t *in, int32_t count, int32_t input_offset)
{
    widen(in, count, (uint32_t)input_offset, tile->values + pixel);
}

void hil_tile_gather(hil_tile_t *tile, int32_t pixel, const hil_view_t *view, const hil_box_t *box)
{
    const hil_runs_t runs = hil_runs_of(view, box);
    const uint32_t offset = (uint32_t)view->params->input_offset;
    uint32_t *to = tile->values + pixel;
    if (!runs.whole) {
        const int32_t count = hil_box_count(box);
        for (int32_t i = 0; i < count; i++) {
            to[i * HIL_TILE] = 0;
        }
    }
    const int8_t *row = runs.first;
    to += runs.at * HIL_TILE;
    for (int32_t r = 0; r < runs.rows; r++, row += runs.row_step, to += runs.row_at * HIL_TILE) {
        for (int32_t c = 0; c < runs.cols; c++) {
            widen(row + c * runs.col_step, runs.length, offset, to + c * runs.col_at * HIL_TILE);
        }
    }
}

void hil_tile_dots(const hil_tile_t *tile, int32_t pixels, int32_t depth, const int8_t *weights, int32_t filter_bytes, int32_t channels,
                   const int32_t *start, hil_sums_t *sums)
{
    uint32_t *of = sums->of;
    for (int32_t o = 0; start != NULL && o < channels; o++) {
        of[o * HIL_TILE] = (uint32_t)start[o];
        of[o * HIL_TILE + 1] = (uint32_t)start[o];
    }
    const int8_t *last = weights + (channels - 1) * filter_bytes;
    // Filters beyond the last are the last once more; their sums lie behind those that count.
    if (pixels == 2) {
        for (int32_t o = 0; o < channels; o += 2, weights += 2 * filter_bytes) {
            hil_dots22(tile->values, weights, o + 1 < channels ? weights + filter_bytes : weights, depth, of + 2 * o);
        }
        return;
    }
    for (int32_t o = 0; o < channels; o += 4, weights += 4 * filter_bytes) {
        const int8_t *w[4] = { weights, last, last, last };
        for (int32_t i = 1; i < 4 && o + i < channels; i++) {
            w[i] = weights + i * filter_bytes;
        }
        hil_dots41(tile->values, w, depth, of + o * HIL_TILE);
    }
}
