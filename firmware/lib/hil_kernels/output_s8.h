// The output stage: accumulators become int8. Every kernel set has its own.
#ifndef HIL_OUTPUT_S8_H
#define HIL_OUTPUT_S8_H

#include "hil_kernel_types.h"
#include "tile_layout.h"

// Channels that are summed before their outputs are made.
enum { HIL_OUTPUT_BLOCK = 16 };

typedef struct hil_output_stage {
    const hil_scales_t *scales;
    int32_t offset, min, max;
    bool shifts_right;   // every shift is so far to the right that the set's short way holds; see hil_output_stage
} hil_output_stage_t;

// Accumulators of up to HIL_OUTPUT_BLOCK channels and HIL_TILE pixels: of[channel * HIL_SUM_CHANNEL + pixel * HIL_SUM_PIXEL].
typedef struct hil_sums {
    uint32_t of[HIL_OUTPUT_BLOCK * HIL_TILE];
} hil_sums_t;

// Looks at the scales of `channels` once per run of a layer.
hil_output_stage_t hil_output_stage(const hil_scales_t *scales, int32_t channels, int32_t offset, int32_t min, int32_t max);

// Double rounding, shifts to the right only, and no activation range to speak of: what nearly every layer of nearly every model has.
static inline bool hil_output_is_usual(const hil_output_stage_t *stage)
{
    return stage->shifts_right && !stage->scales->single_rounding && stage->min == INT8_MIN && stage->max == INT8_MAX;
}

// Makes outputs of the channels [first, first + count), count <= HIL_OUTPUT_BLOCK, of `pixels` pixels. `out` is channel `first` of the
// first pixel, `stride` the distance to the second.
void hil_output_s8(const hil_output_stage_t *stage, int32_t first, int32_t count, int32_t pixels, const hil_sums_t *sums, int8_t *out,
                   int32_t stride);

#endif
