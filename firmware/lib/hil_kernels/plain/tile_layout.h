// Inputs as int32 with their offset added, pixels taking turns: one load instruction brings an element of two pixels.
#ifndef HIL_TILE_LAYOUT_H
#define HIL_TILE_LAYOUT_H

#include <stdint.h>

#include "scratch.h"

// Pixels together, elements of a window and of a row at once, and steps between sums.
enum { HIL_TILE = 2, HIL_TILE_DEPTH = HIL_KERNEL_SCRATCH / (4 * 2), HIL_ROW_DEPTH = HIL_TILE_DEPTH, HIL_SUM_CHANNEL = 2, HIL_SUM_PIXEL = 1 };

typedef struct hil_tile {
    uint32_t values[HIL_TILE_DEPTH * HIL_TILE] __attribute__((aligned(8)));
} hil_tile_t;

#endif
