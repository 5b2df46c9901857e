#include "dots.h"

#include "hil_kernel_types.h"

// Sums of two filters and two pixels, in turn.
void hil_dots22(const uint32_t *x, const int8_t *a, const int8_t *b, int32_t depth, uint32_t sums[4])
{
    for (int32_t i = 0; i < depth; i++) {
        sums[0] += hil_product(x[2 * i], a[i]);
        sums[1] += hil_product(x[2 * i + 1], a[i]);
        sums[2] += hil_product(x[2 * i], b[i]);
        sums[3] += hil_product(x[2 * i + 1], b[i]);
    }
}

// Sums of four filters and the first pixel, at every second place.
void hil_dots41(const uint32_t *x, const int8_t *const w[4], int32_t depth, uint32_t sums[8])
{
    for (int32_t i = 0; i < depth; i++) {
        for (int32_t f = 0; f < 4; f++) {
            sums[2 * f] += hil_product(x[2 * i], w[f][i]);
        }
    }
}
