// The output stage's arithmetic in as few instructions as the flags allow, for scales that shift right far enough
// (hil_output_stage_t.shifts_right).
#ifndef HIL_SCALE_H
#define HIL_SCALE_H

#include <stdint.h>

// Double rounding without a shift: the product in steps of 2^31.
static inline int32_t hil_scale_unshifted(int32_t value, int32_t multiplier)
{
    int32_t low, high;
    __asm("smull %[low], %[high], %[value], %[multiplier]\n"
          "lsls  %[low], %[low], #1\n"
          "adc   %[high], %[high], %[high]\n"
          "add   %[high], %[high], %[low], lsr #31\n"
          : [low] "=&r"(low), [high] "=&r"(high)
          : [value] "r"(value), [multiplier] "r"(multiplier)
          : "cc");
    return high;
}

// offset + double rounding by `right` in [1, 31]. A right shift leaves its last bit in the carry, which ADC adds together with the offset;
// halves of negatives go away from zero because 1 is taken off first.
static inline int32_t hil_scale_double(int32_t value, int32_t multiplier, int32_t right, int32_t offset)
{
    int32_t low, high;
    __asm("smull %[low], %[high], %[value], %[multiplier]\n"
          "lsls  %[low], %[low], #1\n"
          "adc   %[high], %[high], %[high]\n"
          "add   %[high], %[high], %[low], lsr #31\n"
          "add   %[high], %[high], %[high], asr #31\n"
          "asrs  %[high], %[high], %[right]\n"
          "adc   %[high], %[high], %[offset]\n"
          : [low] "=&r"(low), [high] "=&r"(high)
          : [value] "r"(value), [multiplier] "r"(multiplier), [right] "r"(right), [offset] "r"(offset)
          : "cc");
    return high;
}

// offset + single rounding; `right` in [1, 30] counts in the product's high word.
static inline int32_t hil_scale_single(int32_t value, int32_t multiplier, int32_t right, int32_t offset)
{
    int32_t low, high;
    __asm("smull %[low], %[high], %[value], %[multiplier]\n"
          "asrs  %[high], %[high], %[right]\n"
          "adc   %[high], %[high], %[offset]\n"
          : [low] "=&r"(low), [high] "=&r"(high)
          : [value] "r"(value), [multiplier] "r"(multiplier), [right] "r"(right), [offset] "r"(offset)
          : "cc");
    return high;
}

// Saturates to int8. GCC 12's __ssat gives an unsigned.
static inline int8_t hil_narrow(int32_t value)
{
    int32_t narrow;
    __asm("ssat %0, #8, %1" : "=r"(narrow) : "r"(value));
    return (int8_t)narrow;
}

#endif
