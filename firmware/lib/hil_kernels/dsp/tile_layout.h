// Inputs as int16 with their offset added. Four elements of a pixel are two words, (0, 2) and (1, 3), as SXTB16 leaves them;
// pixels take turns: one LDM brings four elements of two pixels.
#ifndef HIL_TILE_LAYOUT_H
#define HIL_TILE_LAYOUT_H

#include <stdint.h>

// Pixels together, elements of a window and of a row at once, and steps between sums. 288 elements are 3x3 taps of 32 channels.
enum { HIL_TILE = 2, HIL_TILE_DEPTH = 288, HIL_ROW_DEPTH = HIL_TILE_DEPTH, HIL_SUM_CHANNEL = 2, HIL_SUM_PIXEL = 1 };

typedef struct hil_tile {
    uint32_t words[HIL_TILE_DEPTH];
    int8_t bytes[HIL_TILE_DEPTH];    // a window whose runs are not multiples of four is put together here first
} hil_tile_t;

#endif
