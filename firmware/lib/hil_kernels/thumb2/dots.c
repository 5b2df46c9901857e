// One LDM brings two elements of two pixels.
#include "dots.h"

#include "hil_kernel_types.h"

// Two elements of two filters and two pixels: 13 instructions for 8 products.
#define HIL_PAIR_2X2                         \
    "ldmia %[x]!, {r4, r5, r6, r7}\n"        \
    "ldrsb %[w], [%[a]], #1\n"               \
    "mla   %[a0], r4, %[w], %[a0]\n"         \
    "mla   %[a1], r5, %[w], %[a1]\n"         \
    "ldrsb %[w], [%[b]], #1\n"               \
    "mla   %[b0], r4, %[w], %[b0]\n"         \
    "mla   %[b1], r5, %[w], %[b1]\n"         \
    "ldrsb %[w], [%[a]], #1\n"               \
    "mla   %[a0], r6, %[w], %[a0]\n"         \
    "mla   %[a1], r7, %[w], %[a1]\n"         \
    "ldrsb %[w], [%[b]], #1\n"               \
    "mla   %[b0], r6, %[w], %[b0]\n"         \
    "mla   %[b1], r7, %[w], %[b1]\n"

void hil_dots22(const uint32_t *x, const int8_t *a, const int8_t *b, int32_t depth, uint32_t sums[4])
{
    uint32_t a0 = sums[0], a1 = sums[1], b0 = sums[2], b1 = sums[3];
    const uint32_t *end = x + depth / 4 * 8;
    if (x != end) {
        int32_t w;
        __asm volatile("1:\n" HIL_PAIR_2X2 HIL_PAIR_2X2
                       "cmp   %[x], %[end]\n"
                       "bne   1b\n"
                       : [x] "+r"(x), [a] "+r"(a), [b] "+r"(b), [a0] "+r"(a0), [a1] "+r"(a1), [b0] "+r"(b0), [b1] "+r"(b1), [w] "=&r"(w)
                       : [end] "r"(end)
                       : "r4", "r5", "r6", "r7", "cc", "memory");
    }
#pragma GCC unroll 1
    for (int32_t rest = depth % 4; rest > 0; rest--, x += 2, a++, b++) {
        a0 += hil_product(x[0], *a);
        a1 += hil_product(x[1], *a);
        b0 += hil_product(x[0], *b);
        b1 += hil_product(x[1], *b);
    }
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = b0;
    sums[3] = b1;
}

// An element of four filters and one pixel.
#define HIL_ELEMENT_4X1                     \
    "ldr   %[v], [%[x]], #8\n"              \
    "ldrsb %[w], [%[w0]], #1\n"             \
    "mla   %[s0], %[v], %[w], %[s0]\n"      \
    "ldrsb %[w], [%[w1]], #1\n"             \
    "mla   %[s1], %[v], %[w], %[s1]\n"      \
    "ldrsb %[w], [%[w2]], #1\n"             \
    "mla   %[s2], %[v], %[w], %[s2]\n"      \
    "ldrsb %[w], [%[w3]], #1\n"             \
    "mla   %[s3], %[v], %[w], %[s3]\n"

void hil_dots41(const uint32_t *x, const int8_t *const w[4], int32_t depth, uint32_t sums[8])
{
    const int8_t *w0 = w[0], *w1 = w[1], *w2 = w[2], *w3 = w[3];
    uint32_t s0 = sums[0], s1 = sums[2], s2 = sums[4], s3 = sums[6];
    const uint32_t *end = x + depth / 4 * 8;
    if (x != end) {
        uint32_t value, weight;
        __asm volatile("1:\n" HIL_ELEMENT_4X1 HIL_ELEMENT_4X1 HIL_ELEMENT_4X1 HIL_ELEMENT_4X1
                       "cmp   %[x], %[end]\n"
                       "bne   1b\n"
                       : [x] "+r"(x), [w0] "+r"(w0), [w1] "+r"(w1), [w2] "+r"(w2), [w3] "+r"(w3), [s0] "+r"(s0), [s1] "+r"(s1),
                         [s2] "+r"(s2), [s3] "+r"(s3), [v] "=&r"(value), [w] "=&r"(weight)
                       : [end] "r"(end)
                       : "cc", "memory");
    }
#pragma GCC unroll 1
    for (int32_t rest = depth % 4; rest > 0; rest--, x += 2) {
        s0 += hil_product(*x, *w0++);
        s1 += hil_product(*x, *w1++);
        s2 += hil_product(*x, *w2++);
        s3 += hil_product(*x, *w3++);
    }
    sums[0] = s0;
    sums[2] = s1;
    sums[4] = s2;
    sums[6] = s3;
}
