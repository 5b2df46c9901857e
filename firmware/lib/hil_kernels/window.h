// The part of a sliding window that lies inside the input, as rows and columns of element offsets, formed once per output pixel.
#ifndef HIL_WINDOW_H
#define HIL_WINDOW_H

#include "hil_kernel_types.h"
#include "taps.h"

typedef struct window {
    int32_t input_first, input_row, input_col;      // elements from the image's start; between rows; between columns
    int32_t weight_first, weight_row, weight_col;   // the same in the weights
    int32_t rows, cols;
} window_t;

// `tap_elements` is the distance between two neighbouring taps in the weights.
static inline window_t window_make(const hil_conv_params_t *p, const hil_dims_t *in, hil_taps_t y, hil_taps_t x, int32_t tap_elements)
{
    window_t window = { .rows = y.last - y.first, .cols = x.last - x.first };
    if (window.rows == 0 || window.cols == 0) {
        return (window_t){ 0 };
    }
    window.input_first = ((y.origin + y.first * p->dilation_h) * in->w + x.origin + x.first * p->dilation_w) * in->c;
    window.weight_first = (y.first * p->kernel_w + x.first) * tap_elements;
    window.weight_row = p->kernel_w * tap_elements;
    window.weight_col = tap_elements;
    // A step is only formed where a second tap exists, since a dilation beyond the input could overflow it.
    window.input_row = window.rows > 1 ? p->dilation_h * in->w * in->c : 0;
    window.input_col = window.cols > 1 ? p->dilation_w * in->c : 0;
    return window;
}

#endif
