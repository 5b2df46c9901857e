// A pixel's window as runs of neighbouring input elements.
#ifndef HIL_RUNS_H
#define HIL_RUNS_H

#include <stddef.h>

#include "hil_kernel_types.h"
#include "taps.h"

struct hil_runs;

// What one output pixel of one group sees of the input.
typedef struct hil_view {
    const hil_conv_params_t *params;
    const hil_dims_t *in_dims;
    const int8_t *in;               // the image's first element in the group
    hil_taps_t y, x;
    // Set when no tap lies outside the input and the window is one box: its runs but for `first`, which is `corner`. y and x are not set then.
    const struct hil_runs *inner;
    const int8_t *corner;
} hil_view_t;

// A part of a window that is contiguous in a filter: rows, or taps of one row, or channels of one tap. Ends are exclusive.
typedef struct hil_box {
    int32_t y0, y1, x0, x1, c0, c1;
} hil_box_t;

static inline int32_t hil_box_count(const hil_box_t *box)
{
    return (box->y1 - box->y0) * (box->x1 - box->x0) * (box->c1 - box->c0);
}

static inline int32_t hil_max(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static inline int32_t hil_min(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

// The runs of a box: `rows` rows of `cols` runs of `length` elements; steps in elements.
typedef struct hil_runs {
    const int8_t *first;
    int32_t rows, cols, length;
    int32_t row_step, col_step;    // in the input
    int32_t at, row_at, col_at;    // the first run's place in the box, and the steps there
    bool whole;                    // nothing is cropped
} hil_runs_t;

// The runs of a box of a window that may be cropped.
static inline hil_runs_t hil_runs_found(const hil_view_t *view, const hil_box_t *box)
{
    const hil_conv_params_t *p = view->params;
    const hil_dims_t *d = view->in_dims;
    const int32_t y0 = hil_max(box->y0, view->y.first), y1 = hil_min(box->y1, view->y.last);
    const int32_t x0 = hil_max(box->x0, view->x.first), x1 = hil_min(box->x1, view->x.last);
    const int32_t depth = box->c1 - box->c0;
    hil_runs_t runs = { .rows = y1 - y0, .cols = x1 - x0, .length = depth };
    if (runs.rows <= 0 || runs.cols <= 0) {
        runs.rows = 0;
        return runs;
    }
    runs.first = view->in + ((view->y.origin + y0 * p->dilation_h) * d->w + view->x.origin + x0 * p->dilation_w) * d->c + box->c0;
    runs.row_at = (box->x1 - box->x0) * depth;
    runs.col_at = depth;
    runs.at = (y0 - box->y0) * runs.row_at + (x0 - box->x0) * depth;
    runs.whole = runs.rows * runs.cols == (box->y1 - box->y0) * (box->x1 - box->x0);
    // A step is only formed where a second tap exists, since a dilation beyond the input could overflow it.
    runs.row_step = runs.rows > 1 ? p->dilation_h * d->w * d->c : 0;
    runs.col_step = runs.cols > 1 ? p->dilation_w * d->c : 0;
    if (runs.col_step == depth || runs.cols == 1) {
        // Neighbouring taps are neighbours in memory too.
        runs.length *= runs.cols;
        runs.cols = 1;
    }
    return runs;
}

static inline hil_runs_t hil_runs_of(const hil_view_t *view, const hil_box_t *box)
{
    if (view->inner != NULL) {
        hil_runs_t runs = *view->inner;
        runs.first = view->corner;
        return runs;
    }
    return hil_runs_found(view, box);
}

#endif
