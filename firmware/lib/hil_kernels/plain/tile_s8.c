#include "tile_s8.h"

#include "bias_s8.h"

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
    for (int32_t i = 0; i < count; i++) {
        to[i * HIL_TILE] = (uint32_t)in[i] + offset;
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
    for (int32_t i = 0; !runs.whole && i < hil_box_count(box); i++) {
        to[i * HIL_TILE] = 0;
    }
    for (int32_t r = 0; r < runs.rows; r++) {
        for (int32_t c = 0; c < runs.cols; c++) {
            const int32_t at = runs.at + r * runs.row_at + c * runs.col_at;
            widen(runs.first + r * runs.row_step + c * runs.col_step, runs.length, offset, to + at * HIL_TILE);
        }
    }
}

// Two filters, two pixels: an input and a weight are loaded for two products each.
static __attribute__((noinline)) void two_filters(const uint32_t *x, int32_t depth, const int8_t *wa, const int8_t *wb, uint32_t sums[4])
{
    uint32_t a0 = sums[0], a1 = sums[1], b0 = sums[2], b1 = sums[3];
#pragma GCC unroll 4
    for (int32_t i = 0; i < depth; i++) {
        const uint32_t x0 = x[2 * i], x1 = x[2 * i + 1];
        a0 += hil_product(x0, wa[i]);
        a1 += hil_product(x1, wa[i]);
        b0 += hil_product(x0, wb[i]);
        b1 += hil_product(x1, wb[i]);
    }
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = b0;
    sums[3] = b1;
}

// Four filters of one pixel; sums of the other pixels stay.
static __attribute__((noinline)) void four_filters(const uint32_t *x, int32_t depth, const int8_t *const w[4], uint32_t *sums)
{
    const int8_t *w0 = w[0], *w1 = w[1], *w2 = w[2], *w3 = w[3];
    uint32_t s0 = sums[0], s1 = sums[HIL_TILE], s2 = sums[2 * HIL_TILE], s3 = sums[3 * HIL_TILE];
#pragma GCC unroll 4
    for (int32_t i = 0; i < depth; i++) {
        const uint32_t value = x[2 * i];
        s0 += hil_product(value, w0[i]);
        s1 += hil_product(value, w1[i]);
        s2 += hil_product(value, w2[i]);
        s3 += hil_product(value, w3[i]);
    }
    sums[0] = s0;
    sums[HIL_TILE] = s1;
    sums[2 * HIL_TILE] = s2;
    sums[3 * HIL_TILE] = s3;
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
            two_filters(tile->values, depth, weights, o + 1 < channels ? weights + filter_bytes : weights, of + 2 * o);
        }
        return;
    }
    for (int32_t o = 0; o < channels; o += 4, weights += 4 * filter_bytes) {
        const int8_t *w[4] = { weights, last, last, last };
        for (int32_t i = 1; i < 4 && o + i < channels; i++) {
            w[i] = weights + i * filter_bytes;
        }
        four_filters(tile->values, depth, w, of + o * HIL_TILE);
    }
}
