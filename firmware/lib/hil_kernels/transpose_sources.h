// What falls on one output of a transposed convolution, in one direction.
#ifndef HIL_TRANSPOSE_SOURCES_H
#define HIL_TRANSPOSE_SOURCES_H

#include <stdint.h>

// Kernel positions whose products fall on one output coordinate: every stride-th one, from `first` on, beginning at input `source`
// and going backwards through it.
typedef struct hil_sources {
    int32_t first, count, source;
} hil_sources_t;

static inline hil_sources_t hil_sources_of(int32_t coordinate, int32_t stride, int32_t kernel, int32_t extent)
{
    // coordinate - k = stride * input: k runs up while the input runs down.
    int32_t first = coordinate % stride;
    int32_t source = coordinate / stride;
    if (source >= extent) {
        first += (source - extent + 1) * stride;
        source = extent - 1;
    }
    if (first >= kernel || source < 0) {
        return (hil_sources_t){ 0, 0, 0 };
    }
    const int32_t by_kernel = (kernel - 1 - first) / stride + 1;
    return (hil_sources_t){ first, by_kernel < source + 1 ? by_kernel : source + 1, source };
}

#endif
