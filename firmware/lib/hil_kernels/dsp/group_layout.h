// Up to sixteen channels in quads: the weights of a tap are two words of int16 a quad, channels (0, 2) and (1, 3), as SXTB16 leaves them.
#ifndef HIL_GROUP_LAYOUT_H
#define HIL_GROUP_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

// Most channels of a group, what their number is a multiple of, and most taps of a kernel.
enum { HIL_GROUP = 16, HIL_GROUP_STEP = 4, HIL_GROUP_TAPS = 25 };

struct hil_output_stage;

typedef struct hil_quad {
    uint32_t start[4];
    struct {
        int32_t multiplier, right;
    } scale[4];
    uint32_t weights[2 * HIL_GROUP_TAPS];
} hil_quad_t;

typedef struct hil_group {
    const struct hil_output_stage *stage;
    int32_t first, quads;
    uint32_t offsets;    // the input offset twice
    hil_quad_t quad[HIL_GROUP / 4];
} hil_group_t;

#endif
