#include "dots4.h"

#define FOUR                              \
    "ldrsb %[t], [%[w0]], #1\n"           \
    "mla   %[s0], %[t], %[v], %[s0]\n"    \
    "ldrsb %[t], [%[w1]], #1\n"           \
    "mla   %[s1], %[t], %[v], %[s1]\n"    \
    "ldrsb %[t], [%[w2]], #1\n"           \
    "mla   %[s2], %[t], %[v], %[s2]\n"    \
    "ldrsb %[t], [%[w3]], #1\n"           \
    "mla   %[s3], %[t], %[v], %[s3]\n"

#define VALUE_S8                          \
    "ldrsb %[v], [%[x]], #1\n"            \
    "add   %[v], %[offset]\n" FOUR

#define VALUE_S16 "ldrsh %[v], [%[x]], #2\n" FOUR

// Two elements a round; an odd one first.
#define STATE                                                                                                     \
    [x] "+r"(x), [w0] "+r"(w0), [w1] "+r"(w1), [w2] "+r"(w2), [w3] "+r"(w3), [s0] "+r"(s0), [s1] "+r"(s1),        \
        [s2] "+r"(s2), [s3] "+r"(s3), [v] "=&r"(value), [t] "=&r"(weight)

void hil_dots4_s8(const int8_t *x, int32_t offset, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s8(x, offset, filters->w[0] + from, count);
        return;
    }
    const int8_t *w0 = filters->w[0] + from, *w1 = filters->w[1] + from, *w2 = filters->w[2] + from, *w3 = filters->w[3] + from;
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], value, weight;
    const int8_t *const end = x + count;
    if ((count & 1) != 0) {
        __asm volatile(VALUE_S8 : STATE : [offset] "r"(offset) : "memory");
    }
    if (x != end) {
        __asm volatile("1:\n" VALUE_S8 VALUE_S8
                       "cmp   %[x], %[end]\n"
                       "bne   1b\n" : STATE : [end] "r"(end), [offset] "r"(offset) : "cc", "memory");
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

void hil_dots4_s16(const int16_t *x, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s16(x, filters->w[0] + from, count);
        return;
    }
    const int8_t *w0 = filters->w[0] + from, *w1 = filters->w[1] + from, *w2 = filters->w[2] + from, *w3 = filters->w[3] + from;
    uint32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], value, weight;
    const int16_t *const end = x + count;
    if ((count & 1) != 0) {
        __asm volatile(VALUE_S16 : STATE : : "memory");
    }
    if (x != end) {
        __asm volatile("1:\n" VALUE_S16 VALUE_S16
                       "cmp   %[x], %[end]\n"
                       "bne   1b\n" : STATE : [end] "r"(end) : "cc", "memory");
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}
