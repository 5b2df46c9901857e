// Sums of products for the plain kernels, in C or in the assembly of an instruction set. `x` holds two pixels in turn, as int32 with the
// offset added. `depth` > 0.
#ifndef HIL_DOTS_H
#define HIL_DOTS_H

#include <stdint.h>

// sums += the products of filters a and b with pixels 0 and 1: (a, 0), (a, 1), (b, 0), (b, 1).
void hil_dots22(const uint32_t *x, const int8_t *a, const int8_t *b, int32_t depth, uint32_t sums[4]);
// sums[0], [2], [4], [6] += the products of four filters with pixel 0.
void hil_dots41(const uint32_t *x, const int8_t *const w[4], int32_t depth, uint32_t sums[8]);

#endif
