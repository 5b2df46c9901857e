// Which taps of a window lie inside the input, found once per window so that no inner loop compares.
#ifndef HIL_TAPS_H
#define HIL_TAPS_H

#include <stdint.h>

typedef struct hil_taps {
    int32_t first, last;   // kernel positions [first, last), empty when equal
    int32_t origin;        // input coordinate of kernel position 0, may be negative
} hil_taps_t;

static inline hil_taps_t hil_taps_inside(int32_t origin, int32_t dilation, int32_t kernel, int32_t extent)
{
    int32_t first = 0;
    if (origin < 0) {
        first = dilation == 1 ? -origin : (dilation - 1 - origin) / dilation;
    }
    int32_t last = 0;
    if (origin < extent) {
        const int32_t reach = extent - 1 - origin;
        last = (dilation == 1 ? reach : reach / dilation) + 1;
    }
    last = last < kernel ? last : kernel;
    first = first < last ? first : last;
    return (hil_taps_t){ first, last, origin };
}

#endif
