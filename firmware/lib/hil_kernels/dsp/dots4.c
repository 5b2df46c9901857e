#include "dots4.h"

#include "simd.h"

// One filter, four elements, which are in x0 (0, 2) and x1 (1, 3).
#define QUAD_1(w, s)                              \
    "ldr    %[o], [%[" w "]], #4\n"               \
    "sxtb16 %[e], %[o]\n"                         \
    "sxtb16 %[o], %[o], ror #8\n"                 \
    "smlad  %[" s "], %[x0], %[e], %[" s "]\n"    \
    "smlad  %[" s "], %[x1], %[o], %[" s "]\n"

#define QUAD_4 QUAD_1("w0", "s0") QUAD_1("w1", "s1") QUAD_1("w2", "s2") QUAD_1("w3", "s3")

// 24 instructions for 16 products; all 14 registers are in use.
#define QUAD_S16                                  \
    "ldr    %[e], [%[x]], #4\n"                   \
    "ldr    %[o], [%[x]], #4\n"                   \
    "pkhbt  %[x0], %[e], %[o], lsl #16\n"         \
    "pkhtb  %[x1], %[o], %[e], asr #16\n" QUAD_4

// The end of x waits on the stack, because the offset takes a register.
#define QUAD_S8                                   \
    "ldr     %[o], [%[x]], #4\n"                  \
    "sxtab16 %[x0], %[offsets], %[o]\n"           \
    "sxtab16 %[x1], %[offsets], %[o], ror #8\n" QUAD_4

typedef struct sums4 {
    const int8_t *w0, *w1, *w2, *w3;
    uint32_t s0, s1, s2, s3;
} sums4_t;

static inline sums4_t sums4_at(const hil_filters4_t *filters, int32_t from, const uint32_t sums[4])
{
    return (sums4_t){ filters->w[0] + from, filters->w[1] + from, filters->w[2] + from, filters->w[3] + from, sums[0], sums[1], sums[2], sums[3] };
}

static inline void tail(sums4_t *t, int32_t value, int32_t i)
{
    t->s0 += (uint32_t)(value * t->w0[i]);
    t->s1 += (uint32_t)(value * t->w1[i]);
    t->s2 += (uint32_t)(value * t->w2[i]);
    t->s3 += (uint32_t)(value * t->w3[i]);
}

static inline void put(uint32_t sums[4], const sums4_t *t)
{
    sums[0] = t->s0;
    sums[1] = t->s1;
    sums[2] = t->s2;
    sums[3] = t->s3;
}

#define STATE(t)                                                                                                     \
    [w0] "+r"(t.w0), [w1] "+r"(t.w1), [w2] "+r"(t.w2), [w3] "+r"(t.w3), [s0] "+r"(t.s0), [s1] "+r"(t.s1),            \
        [s2] "+r"(t.s2), [s3] "+r"(t.s3), [x0] "=&r"(x0), [x1] "=&r"(x1), [e] "=&r"(even), [o] "=&r"(odd)

void hil_dots4_s16(const int16_t *x, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s16(x, filters->w[0] + from, count);
        return;
    }
    sums4_t t = sums4_at(filters, from, sums);
    const int16_t *end = x + (count & ~3);
    uint32_t x0, x1, even, odd;
    if (x != end) {
        __asm volatile("1:\n" QUAD_S16
                       "cmp    %[x], %[end]\n"
                       "beq    2f\n" QUAD_S16
                       "cmp    %[x], %[end]\n"
                       "bne    1b\n"
                       "2:\n"
                       : STATE(t), [x] "+r"(x)
                       : [end] "r"(end)
                       : "cc", "memory");
    }
    for (int32_t i = 0; i < (count & 3); i++) {
        tail(&t, x[i], i);
    }
    put(sums, &t);
}

void hil_dots4_s8(const int8_t *x, int32_t offset, const hil_filters4_t *filters, int32_t from, int32_t count, uint32_t sums[4])
{
    if (filters->count == 1) {
        sums[0] += hil_dot1_s8(x, offset, filters->w[0] + from, count);
        return;
    }
    sums4_t t = sums4_at(filters, from, sums);
    const int8_t *const end = x + (count & ~3);
    uint32_t x0, x1, even, odd;
    if (x != end) {
        __asm volatile("1:\n" QUAD_S8
                       "ldr    %[e], %[end]\n"
                       "cmp    %[x], %[e]\n"
                       "bne    1b\n"
                       : STATE(t), [x] "+r"(x)
                       : [end] "m"(end), [offsets] "r"(hil_twice(offset))
                       : "cc", "memory");
    }
    for (int32_t i = 0; i < (count & 3); i++) {
        tail(&t, x[i] + offset, i);
    }
    put(sums, &t);
}
