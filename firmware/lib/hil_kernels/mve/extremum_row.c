#include "extremum_row.h"

#include <arm_mve.h>

static void row_s8(bool maximum, const int8_t *a, const int8_t *b, int8_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i += 16) {
        const mve_pred16_t lanes = vctp8q((uint32_t)(count - i));
        const int8x16_t x = vldrbq_z_s8(a + i, lanes), y = vldrbq_z_s8(b + i, lanes);
        vstrbq_p_s8(out + i, maximum ? vmaxq_s8(x, y) : vminq_s8(x, y), lanes);
    }
}

static void row_s16(bool maximum, const int16_t *a, const int16_t *b, int16_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i += 8) {
        const mve_pred16_t lanes = vctp16q((uint32_t)(count - i));
        const int16x8_t x = vldrhq_z_s16(a + i, lanes), y = vldrhq_z_s16(b + i, lanes);
        vstrhq_p_s16(out + i, maximum ? vmaxq_s16(x, y) : vminq_s16(x, y), lanes);
    }
}

void hil_extremum_row(bool maximum, int32_t bytes, const void *a, const void *b, void *out, int32_t count)
{
    if (bytes == 1) {
        row_s8(maximum, a, b, out, count);
    } else {
        row_s16(maximum, a, b, out, count);
    }
}
