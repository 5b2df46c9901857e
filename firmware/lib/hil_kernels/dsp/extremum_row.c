#include "extremum_row.h"

#include "simd.h"

// A subtraction without saturation notes for every lane whether it is at least 0, and SEL picks by it. `subtract` sees whole lanes:
// GE is set from the exact difference, which may need a bit more than the lane has.
#define PICK(subtract, x, y, from, other)                                             \
    __extension__({                                                                   \
        uint32_t picked;                                                              \
        __asm volatile(subtract " %0, %1, %2\n sel %0, %3, %4"                        \
                       : "=&r"(picked) : "r"(x), "r"(y), "r"(from), "r"(other) : "cc"); \
        picked;                                                                       \
    })

#define ROW_OF(name, element_t, subtract, first, second)                              \
    static void name(const element_t *a, const element_t *b, element_t *out, int32_t count) \
    {                                                                                 \
        enum { LANES = 4 / sizeof(element_t) };                                       \
        for (; count >= LANES; count -= LANES, a += LANES, b += LANES, out += LANES) { \
            uint32_t x, y;                                                            \
            memcpy(&x, a, 4);                                                         \
            memcpy(&y, b, 4);                                                         \
            const uint32_t picked = PICK(subtract, x, y, first, second);              \
            memcpy(out, &picked, 4);                                                  \
        }                                                                             \
        for (; count > 0; count--, a++, b++) {                                        \
            const int32_t x = *a, y = *b;                                             \
            *out++ = (element_t)(x >= y ? first : second);                            \
        }                                                                             \
    }

ROW_OF(maximum_s8, int8_t, "ssub8", x, y)
ROW_OF(minimum_s8, int8_t, "ssub8", y, x)
ROW_OF(maximum_s16, int16_t, "ssub16", x, y)
ROW_OF(minimum_s16, int16_t, "ssub16", y, x)

void hil_extremum_row(bool maximum, int32_t bytes, const void *a, const void *b, void *out, int32_t count)
{
    if (bytes == 1) {
        (maximum ? maximum_s8 : minimum_s8)(a, b, out, count);
    } else {
        (maximum ? maximum_s16 : minimum_s16)(a, b, out, count);
    }
}
