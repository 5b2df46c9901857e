// The output stage of int16 layers, for sums that 32 bits hold before the bias.
#ifndef HIL_OUTPUT_S16_H
#define HIL_OUTPUT_S16_H

#include "hil_kernel_types.h"

// Channels that are summed before their outputs are made.
enum { HIL_OUTPUT_BLOCK_S16 = 16 };

typedef struct hil_output_s16 {
    const hil_scales_t *scales;
    const hil_bias_t *bias;
    int32_t min, max;
    bool wide;   // sums and biases have 64 bits from here on, and the multiplier 16
} hil_output_s16_t;

// Makes outputs of the channels [first, first + count).
void hil_outputs_s16(const hil_output_s16_t *stage, int32_t first, int32_t count, const int32_t *sums, int16_t *out);

#endif
