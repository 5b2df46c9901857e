#include "pool_sums_s8.h"

#include <arm_mve.h>

// Adds `count` > 0 taps of the channels in `lanes`.
static inline int16x8_t add_taps(int16x8_t sum, const int8_t *in, int32_t step, int32_t count, mve_pred16_t lanes)
{
    __asm volatile("vmsr p0, %[lanes]\n"
                   "dls  lr, %[count]\n"
                   "1: vpst\n"
                   "   vldrbt.s16 q0, [%[in]]\n"
                   "   add  %[in], %[in], %[step]\n"
                   "   vadd.i16 %q[sum], %q[sum], q0\n"
                   "   le   lr, 1b\n"
                   : [sum] "+w"(sum), [in] "+l"(in)
                   : [lanes] "r"(lanes), [step] "r"(step), [count] "r"(count)
                   : "q0", "lr", "memory");
    return sum;
}

// Eight sums of 16 bits, emptied before they can overflow. `lanes` are the channels there are.
void hil_pool_sums(const hil_pool_window_t *window, const int8_t *in, int32_t channels, int32_t sums[HIL_POOL_CHANNELS])
{
    const mve_pred16_t lanes = vctp16q((uint32_t)channels);
    int16x8_t sum = vdupq_n_s16(0);
    int32x4_t even = vdupq_n_s32(0), odd = vdupq_n_s32(0);
    int32_t room = HIL_POOL_TAPS_16;
    for (int32_t r = 0; r < window->rows; r++, in += window->row_step) {
        const int8_t *x = in;
        for (int32_t left = window->cols; left > 0;) {
            const int32_t count = left < room ? left : room;
            sum = add_taps(sum, x, window->col_step, count, lanes);
            x += count * window->col_step;
            left -= count;
            room -= count;
            if (room == 0) {
                even = vaddq_s32(even, vmovlbq_s16(sum));
                odd = vaddq_s32(odd, vmovltq_s16(sum));
                sum = vdupq_n_s16(0);
                room = HIL_POOL_TAPS_16;
            }
        }
    }
    const int32x4x2_t both = { { vaddq_s32(even, vmovlbq_s16(sum)), vaddq_s32(odd, vmovltq_s16(sum)) } };
    vst2q_s32(sums, both);
}
