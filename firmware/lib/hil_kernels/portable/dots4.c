#include "dots4.h"

// `VALUE` is element i of x. One load of it serves four filters.
#define DOTS4(VALUE)                                                                                        \
    const int8_t *w0 = filters->w[0] + from, *w1 = filters->w[1] + from;                                    \
    const int8_t *w2 = filters->w[2] + from, *w3 = filters->w[3] + from;                                    \
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];                                        \
    for (int32_t i = 0; i < count; i++) {                                                                   \
        const uint32_t value = (VALUE);                                                                     \
        s0 += hil_product(value, w0[i]);                                                                    \
        s1 += hil_product(value, w1[i]);                                                                    \
        s2 += hil_product(value, w2[i]);                                                                    \
        s3 += hil_product(value, w3[i]);                                                                    \
    }                                                                                                       \
    sums[0] = s0;                                                                                           \
    sums[1] = s1;                                                                                           \
    sums[2] = s2;                                                                                           \
    sums[3] = s3

void hil_dots4_s8(const int8_t *x, int32_t offset, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s8(x, offset, filters->w[0] + from, count);
        return;
    }
    DOTS4((uint32_t)x[i] + (uint32_t)offset);
}

void hil_dots4_s16(const int16_t *x, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s16(x, filters->w[0] + from, count);
        return;
    }
    DOTS4((uint32_t)x[i]);
}
