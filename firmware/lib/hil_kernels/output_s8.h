// The output stage of many channels at once. A channel at a time cost 85 instructions on a Cortex-M4 (GCC 12.2, parameters
// reloaded for each), a block costs about 30.
#ifndef HIL_OUTPUT_S8_H
#define HIL_OUTPUT_S8_H

#include "hil_kernel_types.h"

enum { HIL_OUTPUT_BLOCK = 16 };

typedef struct hil_output_stage {
    const hil_scales_t *scales;
    const int32_t *bias;   // may be NULL
    int32_t offset, min, max;
} hil_output_stage_t;

// out[i] = stage(acc[i] + bias[first + i]) for i in [0, count).
void hil_output_block_s8(const hil_output_stage_t *stage, int32_t first, const uint32_t *acc, int32_t count, int8_t *out);

#endif
