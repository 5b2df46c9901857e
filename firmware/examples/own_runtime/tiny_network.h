// Stands in for what a generator makes of a model: constants and the calls that compute it, in an arena of its own. Nothing here knows HilRig.
#ifndef TINY_NETWORK_H
#define TINY_NETWORK_H

#include <stdint.h>

enum { TINY_INPUTS = 8, TINY_HIDDEN = 6, TINY_OUTPUTS = 3, TINY_LAYERS = 2 };

// What lives in the arena, in the order of computation.
typedef struct tiny_arena {
    int8_t input[TINY_INPUTS];
    int8_t hidden[TINY_HIDDEN];
    int8_t output[TINY_OUTPUTS];
} tiny_arena_t;

// Computes one of the layers 0..TINY_LAYERS-1 from what lies in the arena.
void tiny_layer(tiny_arena_t *arena, int layer);

#endif
