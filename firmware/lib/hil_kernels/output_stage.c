#include "output_s8.h"

hil_output_stage_t hil_output_stage(const hil_scales_t *scales, int32_t channels, int32_t offset, int32_t min, int32_t max)
{
    hil_output_stage_t stage = { scales, offset, min, max, true };
    const int32_t count = scales->step == 0 ? 1 : channels;
    // From here on the rounding bit lies in the high word of the product: after the first rounding to 31 bits, or without it.
    const int32_t highest = scales->single_rounding ? -2 : -1;
    for (int32_t i = 0; i < count; i++) {
        if (scales->shift[i] > highest) {
            stage.shifts_right = false;
            break;
        }
    }
    return stage;
}
