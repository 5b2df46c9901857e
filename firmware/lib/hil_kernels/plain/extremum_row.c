#include "extremum_row.h"

static void maximum_s8(const int8_t *a, const int8_t *b, int8_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const int8_t first = a[i], second = b[i];
        out[i] = first > second ? first : second;
    }
}

static void minimum_s8(const int8_t *a, const int8_t *b, int8_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const int8_t first = a[i], second = b[i];
        out[i] = first < second ? first : second;
    }
}

static void maximum_s16(const int16_t *a, const int16_t *b, int16_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const int16_t first = a[i], second = b[i];
        out[i] = first > second ? first : second;
    }
}

static void minimum_s16(const int16_t *a, const int16_t *b, int16_t *out, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const int16_t first = a[i], second = b[i];
        out[i] = first < second ? first : second;
    }
}

void hil_extremum_row(bool maximum, int32_t bytes, const void *a, const void *b, void *out, int32_t count)
{
    if (bytes == 1) {
        (maximum ? maximum_s8 : minimum_s8)(a, b, out, count);
    } else {
        (maximum ? maximum_s16 : minimum_s16)(a, b, out, count);
    }
}
