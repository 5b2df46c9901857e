// Inputs of the shapes: the same numbers in every run, and in every file anew from the beginning (Marsaglia's xorshift).
#ifndef NEXT_H
#define NEXT_H

#include <stdint.h>

static inline uint32_t next(void)
{
    static uint32_t state = 2463534242u;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

#endif
