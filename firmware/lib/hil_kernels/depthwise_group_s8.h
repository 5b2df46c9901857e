// DEPTHWISE_CONV_2D with depth multiplier 1, a few neighbouring channels at a time over all pixels, so that weights and scales are read
// once. Every kernel set has its own width (group_layout.h) and functions.
#ifndef HIL_DEPTHWISE_GROUP_S8_H
#define HIL_DEPTHWISE_GROUP_S8_H

#include "group_layout.h"
#include "output_s8.h"

// The taps of a window that lie inside the input. Steps in elements of the input; `tap` is the first one's number in the kernel and
// `row_taps` the kernel's width.
typedef struct hil_patch {
    int32_t rows, cols, row_step, col_step, tap, row_taps;
    bool whole;   // all of the kernel's taps
} hil_patch_t;

// Takes the channels [first, first + count) of a kernel of `taps` <= HIL_GROUP_TAPS. `count` is a multiple of HIL_GROUP_STEP up to HIL_GROUP.
// `weights` begin at channel `first`.
void hil_group_prepare(hil_group_t *group, const hil_output_stage_t *stage, const hil_bias_t *bias, int32_t first, int32_t count,
                       const int8_t *weights, int32_t channels, int32_t taps, int32_t input_offset);

// Makes `pixels` outputs of the group's channels. `in` is the first pixel's first tap inside the input, `in_step` and `out_step` lead to the next pixel.
void hil_group_run(const hil_group_t *group, const hil_patch_t *patch, const int8_t *in, int32_t in_step, int32_t pixels, int8_t *out,
                   int32_t out_step);

#endif
