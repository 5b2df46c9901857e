// Inputs as they are, a window in the order of a filter; what the input offset adds is part of where the sums begin.
#ifndef HIL_TILE_LAYOUT_H
#define HIL_TILE_LAYOUT_H

#include <stdint.h>

// Pixels together, elements of a window and of a row (any: it stays where it is) at once, and steps between sums.
enum { HIL_TILE = 3, HIL_TILE_DEPTH = 432, HIL_ROW_DEPTH = INT32_MAX, HIL_SUM_CHANNEL = 1, HIL_SUM_PIXEL = 16 };

typedef struct hil_tile {
    const int8_t *window[HIL_TILE];    // in `bytes`, or in the input itself where a window is one run there
    int8_t bytes[HIL_TILE][HIL_TILE_DEPTH];
} hil_tile_t;

#endif
