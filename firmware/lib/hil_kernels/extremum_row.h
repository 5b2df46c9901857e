// MAXIMUM, MINIMUM and MAX_POOL on rows of neighbouring elements. Every kernel set has its own.
#ifndef HIL_EXTREMUM_ROW_H
#define HIL_EXTREMUM_ROW_H

#include <stdbool.h>
#include <stdint.h>

// out[i] = the larger (or smaller) of a[i] and b[i], elements of 1 or 2 signed bytes. `out` may be a or b.
void hil_extremum_row(bool maximum, int32_t bytes, const void *a, const void *b, void *out, int32_t count);

#endif
