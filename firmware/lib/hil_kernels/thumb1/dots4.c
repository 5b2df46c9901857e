#include "dots4.h"

// A value by the weights of four filters; every low register is in use.
#define FOUR                              \
    "ldrsb %[t], [%[w0], %[i]]\n"         \
    "muls  %[t], %[v], %[t]\n"            \
    "add   %[s0], %[t]\n"                 \
    "ldrsb %[t], [%[w1], %[i]]\n"         \
    "muls  %[t], %[v], %[t]\n"            \
    "add   %[s1], %[t]\n"                 \
    "ldrsb %[t], [%[w2], %[i]]\n"         \
    "muls  %[t], %[v], %[t]\n"            \
    "add   %[s2], %[t]\n"                 \
    "ldrsb %[t], [%[w3], %[i]]\n"         \
    "muls  %[t], %[v], %[t]\n"            \
    "add   %[s3], %[t]\n"                 \
    "adds  %[i], #1\n"                    \
    "bne   1b\n"

// 16 instructions for 4 products.
void hil_dots4_s8(const int8_t *x, int32_t offset, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s8(x, offset, filters->w[0] + from, count);
        return;
    }
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], value, product;
    int32_t i = -count;
    const int32_t end = from + count;
    __asm volatile(".syntax unified\n"
                   "1: ldrsb %[v], [%[x], %[i]]\n"
                   "add   %[v], %[offset]\n" FOUR
                   : [i] "+l"(i), [s0] "+h"(s0), [s1] "+h"(s1), [s2] "+h"(s2), [s3] "+h"(s3), [v] "=&l"(value), [t] "=&l"(product)
                   : [x] "l"(x + count), [w0] "l"(filters->w[0] + end), [w1] "l"(filters->w[1] + end), [w2] "l"(filters->w[2] + end),
                     [w3] "l"(filters->w[3] + end), [offset] "h"(offset)
                   : "cc", "memory");
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

// 17 instructions for 4 products.
void hil_dots4_s16(const int16_t *x, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s16(x, filters->w[0] + from, count);
        return;
    }
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], value, product;
    int32_t i = -count;
    const int32_t end = from + count;
    __asm volatile(".syntax unified\n"
                   "1: movs %[t], #0\n"
                   "ldrsh %[v], [%[x], %[t]]\n"
                   "adds  %[x], #2\n" FOUR
                   : [x] "+l"(x), [i] "+l"(i), [s0] "+h"(s0), [s1] "+h"(s1), [s2] "+h"(s2), [s3] "+h"(s3), [v] "=&l"(value),
                     [t] "=&l"(product)
                   : [w0] "l"(filters->w[0] + end), [w1] "l"(filters->w[1] + end), [w2] "l"(filters->w[2] + end), [w3] "l"(filters->w[3] + end)
                   : "cc", "memory");
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}
