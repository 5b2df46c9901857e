// Inputs as int32 with their offset added, pixels taking turns: one load instruction brings an element of two pixels.
#ifndef HIL_TILE_LAYOUT_H
#define HIL_TILE_LAYOUT_H

#include <stdint.h>

// Elements of a window at once. The tile lies on the stack: a board with little of it sets a smaller one in its board.mk.
#ifndef HIL_TILE_DEPTH
#define HIL_TILE_DEPTH 288
#endif

// Pixels together, and steps between sums.
enum { HIL_TILE = 2, HIL_SUM_CHANNEL = 2, HIL_SUM_PIXEL = 1 };

typedef struct hil_tile {
    uint32_t values[HIL_TILE_DEPTH * HIL_TILE] __attribute__((aligned(8)));
} hil_tile_t;

#endif
