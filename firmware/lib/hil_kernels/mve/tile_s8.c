#include "tile_s8.h"

#include "bias_s8.h"
#include "loops.h"

typedef struct filters4 {
    const int8_t *w[4];
} filters4_t;

// Four filters; those beyond the last are the last once more, and their sums lie behind those that count.
static filters4_t filters_at(const int8_t *weights, int32_t filter_bytes, int32_t left)
{
    const int32_t last = hil_min(left, 4) - 1;
    return (filters4_t){ { weights, weights + hil_min(1, last) * filter_bytes, weights + hil_min(2, last) * filter_bytes,
                           weights + last * filter_bytes } };
}

void hil_tile_start(const hil_bias_t *bias, int32_t first, int32_t count, const int8_t *weights, int32_t filter_bytes, int32_t input_offset,
                    int32_t *start)
{
    hil_bias_widen(bias, first, count, start);
    for (int32_t o = 0; o < count; o += 4, weights += 4 * filter_bytes) {
        const filters4_t filters = filters_at(weights, filter_bytes, count - o);
        const hil_four_t s = hil_sums4(filters.w, filter_bytes);
        const uint32_t sums[4] = { s.s0, s.s1, s.s2, s.s3 };
        for (int32_t i = 0; i < 4 && o + i < count; i++) {
            start[o + i] = (int32_t)((uint32_t)start[o + i] + (uint32_t)input_offset * sums[i]);
        }
    }
}

void hil_tile_take(hil_tile_t *tile, int32_t pixel, const int8_t *in, int32_t count, int32_t input_offset)
{
    (void)count;
    (void)input_offset;
    tile->window[pixel] = in;
}

void hil_tile_gather(hil_tile_t *tile, int32_t pixel, const hil_view_t *view, const hil_box_t *box)
{
    const hil_runs_t runs = hil_runs_of(view, box);
    if (runs.whole && runs.rows == 1 && runs.cols == 1) {
        tile->window[pixel] = runs.first;
        return;
    }
    int8_t *to = tile->bytes[pixel];
    tile->window[pixel] = to;
    if (!runs.whole) {
        // With the offset this is 0. It fits int8 because the offset is in [-127, 128].
        hil_fill(to, (int8_t)-view->params->input_offset, hil_box_count(box));
    }
    const int8_t *row = runs.first;
    to += runs.at;
    for (int32_t r = 0; r < runs.rows; r++, row += runs.row_step, to += runs.row_at) {
        for (int32_t c = 0; c < runs.cols; c++) {
            hil_copy(to + c * runs.col_at, row + c * runs.col_step, runs.length);
        }
    }
}

// The sums of three pixels begin at `start`.
static void set_sums(uint32_t *sums, const int32_t *start, int32_t channels)
{
    for (int32_t o = 0; o < channels; o++) {
        sums[o] = sums[HIL_SUM_PIXEL + o] = sums[2 * HIL_SUM_PIXEL + o] = (uint32_t)start[o];
    }
}

void hil_tile_dots(const hil_tile_t *tile, int32_t pixels, int32_t depth, const int8_t *weights, int32_t filter_bytes, int32_t channels,
                   const int32_t *start, hil_sums_t *sums)
{
    uint32_t *of = sums->of;
    if (start != NULL) {
        set_sums(of, start, channels);
    }
    // Filters and pixels beyond the last are the last once more; their sums count nowhere.
    const int8_t *x0 = tile->window[0];
    if (pixels > 1) {
        const int8_t *x1 = tile->window[1], *x2 = tile->window[pixels - 1];
        for (int32_t o = 0; o < channels; o += 2, weights += 2 * filter_bytes, of += 2) {
            hil_dots23(of, x0, x1, x2, weights, o + 1 < channels ? weights + filter_bytes : weights, depth);
        }
        return;
    }
    for (int32_t o = 0; o < channels; o += 4, weights += 4 * filter_bytes, of += 4) {
        const filters4_t filters = filters_at(weights, filter_bytes, channels - o);
        const hil_four_t s = hil_dots41((hil_four_t){ of[0], of[1], of[2], of[3] }, x0, filters.w, depth);
        of[0] = s.s0;
        of[1] = s.s1;
        of[2] = s.s2;
        of[3] = s.s3;
    }
}
