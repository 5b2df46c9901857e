// Sums of products of one vector with four filters, for operators that read their input where it lies. Every kernel set has its own.
#ifndef HIL_DOTS4_H
#define HIL_DOTS4_H

#include "hil_kernel_types.h"

// So many products of int16 and int8, of at most 2^22 each, fit a sum of 32 bits; in whole quads.
enum { HIL_DOTS_S16 = 508 };

typedef struct hil_filters4 {
    const int8_t *w[4];
    int32_t count;   // of different ones: a single one is not worth four
} hil_filters4_t;

// Four filters that lie `filter` elements apart. Those beyond the last of `left` are the last once more: their sums count nowhere.
static inline hil_filters4_t hil_filters4_at(const int8_t *weights, int32_t filter, int32_t left)
{
    hil_filters4_t filters = { { weights, weights, weights, weights }, left < 4 ? left : 4 };
    for (int32_t i = 1; i < 4; i++) {
        filters.w[i] = filters.w[i - 1] + (i < left ? filter : 0);
    }
    return filters;
}

static inline uint32_t hil_dot1_s8(const int8_t *x, int32_t offset, const int8_t *w, int32_t count)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += hil_product((uint32_t)x[i] + (uint32_t)offset, w[i]);
    }
    return sum;
}

static inline uint32_t hil_dot1_s16(const int16_t *x, const int8_t *w, int32_t count)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += hil_product((uint32_t)x[i], w[i]);
    }
    return sum;
}

// `count` > 0: sums[f] += the products of x + offset and filter f from its element `from` on, wrapping.
void hil_dots4_s8(const int8_t *x, int32_t offset, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4]);
void hil_dots4_s16(const int16_t *x, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4]);

// sums[f] += the same in 64 bits, for any `count`.
static inline void hil_dots4_wide_s16(const int16_t *x, const hil_filters4_t *filters, int32_t from, int32_t count, int64_t sums[4])
{
    for (int32_t at = 0; at < count; at += HIL_DOTS_S16) {
        uint32_t part[4] = { 0 };
        hil_dots4_s16(x + at, filters, from + at, count - at < HIL_DOTS_S16 ? count - at : HIL_DOTS_S16, part);
        for (int32_t f = 0; f < 4; f++) {
            sums[f] += (int32_t)part[f];
        }
    }
}

#endif
