// Up to sixteen channels in quads; weights as int32, so that one load instruction brings those of a tap.
#ifndef HIL_GROUP_LAYOUT_H
#define HIL_GROUP_LAYOUT_H

#include <stdint.h>

#include "scratch.h"

// Most channels of a group, what their number is a multiple of, and most taps of a kernel.
enum { HIL_GROUP = HIL_SCRATCH_SMALL ? 4 : 16, HIL_GROUP_STEP = 4, HIL_GROUP_TAPS = 25 };

struct hil_output_stage;

typedef struct hil_quad {
    uint32_t start[4];         // biases alone
    uint32_t whole_start[4];   // biases, and the input offset times all weights
    uint32_t weights[HIL_GROUP_TAPS][4];
} hil_quad_t;

typedef struct hil_group {
    const struct hil_output_stage *stage;
    int32_t first, quads;
    uint32_t input_offset;
    hil_quad_t quad[HIL_GROUP / 4];
} hil_group_t;

#endif
