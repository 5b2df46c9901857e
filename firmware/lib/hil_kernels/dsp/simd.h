// Loads of any alignment and the DSP extension's instructions on pairs of int16.
#ifndef HIL_SIMD_H
#define HIL_SIMD_H

#include <arm_acle.h>
#include <stdint.h>
#include <string.h>

// LDR takes any address.
static inline uint32_t hil_load4(const int8_t *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

// Bytes 0 and 2 as int16.
static inline uint32_t hil_even(uint32_t bytes)
{
    return (uint32_t)__sxtb16((int8x4_t)bytes);
}

// Bytes 1 and 3 as int16. arm_acle.h has no form with a rotation.
static inline uint32_t hil_odd(uint32_t bytes)
{
    uint32_t pairs;
    __asm("sxtb16 %0, %1, ror #8" : "=r"(pairs) : "r"(bytes));
    return pairs;
}

// pairs + the bytes 0 and 2, lane by lane.
static inline uint32_t hil_add_even(uint32_t pairs, uint32_t bytes)
{
    return (uint32_t)__sxtab16((int16x2_t)pairs, (int8x4_t)bytes);
}

static inline uint32_t hil_add_odd(uint32_t pairs, uint32_t bytes)
{
    uint32_t sum;
    __asm("sxtab16 %0, %1, %2, ror #8" : "=r"(sum) : "r"(pairs), "r"(bytes));
    return sum;
}

// Sum of two products, wrapping.
static inline uint32_t hil_dot2(uint32_t a, uint32_t b, uint32_t sum)
{
    return (uint32_t)__smlad((int16x2_t)a, (int16x2_t)b, (int32_t)sum);
}

// Product of the low halves, and of the high ones, added to a sum, wrapping.
static inline uint32_t hil_low_product(uint32_t a, uint32_t b, uint32_t sum)
{
    return (uint32_t)__smlabb((int32_t)a, (int32_t)b, (int32_t)sum);
}

static inline uint32_t hil_high_product(uint32_t a, uint32_t b, uint32_t sum)
{
    return (uint32_t)__smlatt((int32_t)a, (int32_t)b, (int32_t)sum);
}

// The same int16 twice.
static inline uint32_t hil_twice(int32_t value)
{
    return ((uint32_t)value & 0xFFFFu) * 0x10001u;
}

#endif
