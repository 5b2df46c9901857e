// Eight registers for operands, sums in the high ones.
#include "dots.h"

#include "hil_kernel_types.h"

// 14 instructions for 4 products. `depth` > 0.
void hil_dots22(const uint32_t *x, const int8_t *a, const int8_t *b, int32_t depth, uint32_t sums[4])
{
    uint32_t a0 = sums[0], a1 = sums[1], b0 = sums[2], b1 = sums[3];
    // Counting up to 0 from the end of both filters.
    int32_t i = -depth;
    uint32_t w, product;
    __asm volatile(".syntax unified\n"
                   "1: ldmia %[x]!, {r4, r5}\n"
                   "ldrsb %[w], [%[a], %[i]]\n"
                   "movs  %[t], %[w]\n"
                   "muls  %[t], r4, %[t]\n"
                   "add   %[a0], %[t]\n"
                   "muls  %[w], r5, %[w]\n"
                   "add   %[a1], %[w]\n"
                   "ldrsb %[w], [%[b], %[i]]\n"
                   "muls  r4, %[w], r4\n"
                   "add   %[b0], r4\n"
                   "muls  r5, %[w], r5\n"
                   "add   %[b1], r5\n"
                   "adds  %[i], #1\n"
                   "bne   1b\n"
                   : [x] "+l"(x), [i] "+l"(i), [a0] "+h"(a0), [a1] "+h"(a1), [b0] "+h"(b0), [b1] "+h"(b1), [w] "=&l"(w), [t] "=&l"(product)
                   : [a] "l"(a + depth), [b] "l"(b + depth)
                   : "r4", "r5", "cc", "memory");
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = b0;
    sums[3] = b1;
}

// 16 instructions for 4 products. `depth` > 0.
void hil_dots41(const uint32_t *x, const int8_t *const w[4], int32_t depth, uint32_t sums[8])
{
    uint32_t s0 = sums[0], s1 = sums[2], s2 = sums[4], s3 = sums[6];
    int32_t i = -depth;
    uint32_t value, product;
    __asm volatile(".syntax unified\n"
                   "1: ldr %[v], [%[x]]\n"
                   "adds  %[x], #8\n"
                   "ldrsb %[t], [%[w0], %[i]]\n"
                   "muls  %[t], %[v], %[t]\n"
                   "add   %[s0], %[t]\n"
                   "ldrsb %[t], [%[w1], %[i]]\n"
                   "muls  %[t], %[v], %[t]\n"
                   "add   %[s1], %[t]\n"
                   "ldrsb %[t], [%[w2], %[i]]\n"
                   "muls  %[t], %[v], %[t]\n"
                   "add   %[s2], %[t]\n"
                   "ldrsb %[t], [%[w3], %[i]]\n"
                   "muls  %[t], %[v], %[t]\n"
                   "add   %[s3], %[t]\n"
                   "adds  %[i], #1\n"
                   "bne   1b\n"
                   : [x] "+l"(x), [i] "+l"(i), [s0] "+h"(s0), [s1] "+h"(s1), [s2] "+h"(s2), [s3] "+h"(s3), [v] "=&l"(value),
                     [t] "=&l"(product)
                   : [w0] "l"(w[0] + depth), [w1] "l"(w[1] + depth), [w2] "l"(w[2] + depth), [w3] "l"(w[3] + depth)
                   : "cc", "memory");
    sums[0] = s0;
    sums[2] = s1;
    sums[4] = s2;
    sums[6] = s3;
}
