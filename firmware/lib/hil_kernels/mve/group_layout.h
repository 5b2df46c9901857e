// Eight channels: sums of the even ones in one vector, of the odd ones in another, as VMULLB and VMULLT leave them.
#ifndef HIL_GROUP_LAYOUT_H
#define HIL_GROUP_LAYOUT_H

#include <stdint.h>

// Most channels of a group, what their number is a multiple of, and most taps of a kernel (any: weights stay where they are).
enum { HIL_GROUP = 32, HIL_GROUP_STEP = 8, HIL_GROUP_TAPS = INT32_MAX };

struct hil_output_stage;

typedef struct hil_lanes {
    int32_t start[2][4];         // bias alone
    int32_t whole_start[2][4];   // bias, and the input offset times all weights
    struct {
        int32_t multiplier[4], shift[4];
    } scale[2];
} hil_lanes_t;

typedef struct hil_group {
    const struct hil_output_stage *stage;
    const int8_t *weights;
    int32_t channels, input_offset, first, eights;
    hil_lanes_t lanes[HIL_GROUP / 8];
} hil_group_t;

#endif
