#include "tile_s8.h"

#include "bias_s8.h"
#include "simd.h"

enum { QUAD = 2 * HIL_TILE };   // words from one pixel's quad to its next

void hil_tile_start(const hil_bias_t *bias, int32_t first, int32_t count, const int8_t *weights, int32_t filter_bytes, int32_t input_offset,
                    int32_t *start)
{
    (void)weights;
    (void)filter_bytes;
    (void)input_offset;
    hil_bias_widen(bias, first, count, start);
}

#define WIDEN_QUAD                                   \
    "ldr     %[e], [%[in]], #4\n"                    \
    "sxtab16 %[o], %[offsets], %[e], ror #8\n"       \
    "sxtab16 %[e], %[offsets], %[e]\n"               \
    "strd    %[e], %[o], [%[to]], #16\n"

static inline void widen_quads(const int8_t *in, int32_t quads, uint32_t offsets, uint32_t *to)
{
    uint32_t even, odd;
    if (quads & 1) {
        __asm volatile(WIDEN_QUAD : [in] "+r"(in), [to] "+r"(to), [e] "=&r"(even), [o] "=&r"(odd) : [offsets] "r"(offsets) : "memory");
    }
    int32_t pairs = quads >> 1;
    if (pairs > 0) {
        __asm volatile("1:\n" WIDEN_QUAD WIDEN_QUAD
                       "subs %[pairs], #1\n"
                       "bne  1b\n"
                       : [in] "+r"(in), [to] "+r"(to), [pairs] "+r"(pairs), [e] "=&r"(even), [o] "=&r"(odd)
                       : [offsets] "r"(offsets)
                       : "cc", "memory");
    }
}

void hil_tile_take(hil_tile_t *tile, int32_t pixel, const int8_t *in, int32_t count, int32_t input_offset)
{
    const uint32_t offsets = hil_twice(input_offset);
    uint32_t *to = tile->words + 2 * pixel;
    widen_quads(in, count / 4, offsets, to);
    const int32_t rest = count % 4;
    if (rest > 0) {
        // What lies behind the end meets weights of 0 (see the tail of the dots).
        uint32_t bytes = 0;
        memcpy(&bytes, in + count - rest, (size_t)rest);
        to += count / 4 * QUAD;
        to[0] = hil_add_even(offsets, bytes);
        to[1] = hil_add_odd(offsets, bytes);
    }
}

_Static_assert(QUAD == 4, "a quad of elements takes as many words");

// Runs of whole quads go straight to their places; taps outside the input are 0.
static __attribute__((noinline)) void gather_quads(uint32_t *to, int32_t count, const hil_runs_t *runs, uint32_t offsets)
{
    if (!runs->whole) {
        for (int32_t q = 0; q < count / 4; q++) {
            to[q * QUAD] = 0;
            to[q * QUAD + 1] = 0;
        }
    }
    const int8_t *row = runs->first;
    int32_t row_at = runs->at;
    for (int32_t r = 0; r < runs->rows; r++, row += runs->row_step, row_at += runs->row_at) {
        for (int32_t c = 0; c < runs->cols; c++) {
            // Places are multiples of four, and a place is a word here.
            widen_quads(row + c * runs->col_step, runs->length / 4, offsets, to + row_at + c * runs->col_at);
        }
    }
}

static void copy(int8_t *to, const int8_t *from, int32_t count)
{
    for (; count >= 4; count -= 4, to += 4, from += 4) {
        memcpy(to, from, 4);
    }
#pragma GCC unroll 1
    for (; count > 0; count--) {
        *to++ = *from++;
    }
}

// The window in the order of a filter; taps outside the input take the value that the offset makes 0.
static __attribute__((noinline)) void gather_bytes(int8_t *to, int32_t count, const hil_runs_t *runs, int32_t input_offset)
{
    if (!runs->whole) {
        memset(to, (int8_t)-input_offset, (size_t)count);
    }
    const int8_t *row = runs->first;
    to += runs->at;
    for (int32_t r = 0; r < runs->rows; r++, row += runs->row_step, to += runs->row_at) {
        for (int32_t c = 0; c < runs->cols; c++) {
            copy(to + c * runs->col_at, row + c * runs->col_step, runs->length);
        }
    }
}

void hil_tile_gather(hil_tile_t *tile, int32_t pixel, const hil_view_t *view, const hil_box_t *box)
{
    const hil_runs_t runs = hil_runs_of(view, box);
    const int32_t count = hil_box_count(box);
    const int32_t input_offset = view->params->input_offset;
    if ((box->c1 - box->c0) % 4 == 0) {
        gather_quads(tile->words + 2 * pixel, count, &runs, hil_twice(input_offset));
        return;
    }
    gather_bytes(tile->bytes, count, &runs, input_offset);
    hil_tile_take(tile, pixel, tile->bytes, count, input_offset);
}

// Two filters, two pixels, four elements: 15 instructions for 16 products.
#define QUAD_2X2                        \
    "ldmia  r0!, {r4, r5, r6, r7}\n"    \
    "ldr    lr, [r2], #4\n"             \
    "sxtb16 ip, lr\n"                   \
    "sxtb16 lr, lr, ror #8\n"           \
    "smlad  r8, r4, ip, r8\n"           \
    "smlad  r9, r6, ip, r9\n"           \
    "smlad  r8, r5, lr, r8\n"           \
    "smlad  r9, r7, lr, r9\n"           \
    "ldr    lr, [r3], #4\n"             \
    "sxtb16 ip, lr\n"                   \
    "sxtb16 lr, lr, ror #8\n"           \
    "smlad  r10, r4, ip, r10\n"         \
    "smlad  r11, r6, ip, r11\n"         \
    "smlad  r10, r5, lr, r10\n"         \
    "smlad  r11, r7, lr, r11\n"

// Adds the products of two pixels and `pairs` > 0 pairs of filters, `filter_bytes` apart; `quads` > 0. A function in assembly, because the
// inner loop needs all 14 registers: r0 pixels, r1 their end, r2 and r3 filters, r8 to r11 sums. The rest waits on the stack: pixels, weights,
// filter_bytes, nine saved registers, then the last two arguments.
static __attribute__((naked, noinline)) void dots22(__attribute__((unused)) const uint32_t *tile, __attribute__((unused)) int32_t quads,
                                                    __attribute__((unused)) const int8_t *weights, __attribute__((unused)) int32_t filter_bytes,
                                                    __attribute__((unused)) int32_t pairs, __attribute__((unused)) uint32_t *sums)
{
    __asm volatile("push   {r4-r11, lr}\n"
                   "push   {r0, r2, r3}\n"
                   "add    r1, r0, r1, lsl #4\n"
                   "3:\n"
                   "ldr    lr, [sp, #52]\n"
                   "ldmia  lr, {r8-r11}\n"
                   "ldrd   r2, r3, [sp, #4]\n"
                   "add    r3, r2, r3\n"
                   "ldr    r0, [sp]\n"
                   "1:\n" QUAD_2X2
                   "cmp    r0, r1\n"
                   "beq    2f\n" QUAD_2X2
                   "cmp    r0, r1\n"
                   "bne    1b\n"
                   "2:\n"
                   "ldr    lr, [sp, #52]\n"
                   "stmia  lr!, {r8-r11}\n"
                   "str    lr, [sp, #52]\n"
                   "ldrd   r2, r3, [sp, #4]\n"
                   "add    r2, r2, r3, lsl #1\n"
                   "str    r2, [sp, #4]\n"
                   "ldr    r2, [sp, #48]\n"
                   "subs   r2, r2, #1\n"
                   "str    r2, [sp, #48]\n"
                   "bne    3b\n"
                   "add    sp, sp, #12\n"
                   "pop    {r4-r11, pc}\n");
}

// The last one to three weights of a part, 0 behind them. `at` is the first of them, `quads` tells whether four lie before its end.
static uint32_t tail_weights(const int8_t *at, int32_t rest, bool quads)
{
    uint32_t bytes = 0;
    if (quads) {
        return hil_load4(at + rest - 4) >> (8 * (4 - rest));
    }
    memcpy(&bytes, at, (size_t)rest);
    return bytes;
}

static uint32_t dot_quad(const uint32_t *x, uint32_t weights, uint32_t sum)
{
    return hil_dot2(x[1], hil_odd(weights), hil_dot2(x[0], hil_even(weights), sum));
}

static void two_pixels(const uint32_t *tile, int32_t depth, const int8_t *weights, int32_t filter_bytes, int32_t channels, uint32_t *sums)
{
    const int32_t quads = depth / 4, rest = depth % 4, pairs = channels / 2, single = channels % 2;
    if (quads > 0 && pairs > 0) {
        dots22(tile, quads, weights, filter_bytes, pairs, sums);
    }
    if (quads > 0 && single > 0) {
        // The last filter twice; the second sums count nowhere.
        dots22(tile, quads, weights + 2 * pairs * filter_bytes, 0, 1, sums + 4 * pairs);
    }
    const uint32_t *last = tile + quads * QUAD;
    for (int32_t o = 0; rest > 0 && o < channels; o++) {
        const uint32_t tail = tail_weights(weights + o * filter_bytes + 4 * quads, rest, quads > 0);
        sums[2 * o] = dot_quad(last, tail, sums[2 * o]);
        sums[2 * o + 1] = dot_quad(last + 2, tail, sums[2 * o + 1]);
    }
}

// One filter, one pixel, four elements, which are in x0 and x1.
#define QUAD_1(w, s)                              \
    "ldr    %[o], [%[" w "]], #4\n"               \
    "sxtb16 %[e], %[o]\n"                         \
    "sxtb16 %[o], %[o], ror #8\n"                 \
    "smlad  %[" s "], %[x0], %[e], %[" s "]\n"     \
    "smlad  %[" s "], %[x1], %[o], %[" s "]\n"

#define QUAD_4X1                           \
    "ldrd   %[x0], %[x1], [%[x]], #16\n"  \
    QUAD_1("w0", "s0") QUAD_1("w1", "s1") QUAD_1("w2", "s2") QUAD_1("w3", "s3")

typedef struct filters4 {
    const int8_t *w[4];
} filters4_t;

// Four filters of one pixel: 21 instructions for 16 products; all 14 registers are in use. `quads` > 0. The filters move on.
static __attribute__((noinline)) void dots41(const uint32_t *x, filters4_t *filters, int32_t quads, uint32_t *sums)
{
    const uint32_t *end = x + quads * QUAD;
    const int8_t *w0 = filters->w[0], *w1 = filters->w[1], *w2 = filters->w[2], *w3 = filters->w[3];
    uint32_t s0 = sums[0], s1 = sums[HIL_TILE], s2 = sums[2 * HIL_TILE], s3 = sums[3 * HIL_TILE];
    uint32_t x0, x1, even, odd;
    __asm volatile("1:\n" QUAD_4X1
                   "cmp    %[x], %[end]\n"
                   "beq    2f\n" QUAD_4X1
                   "cmp    %[x], %[end]\n"
                   "bne    1b\n"
                   "2:\n"
                   : [x] "+r"(x), [w0] "+r"(w0), [w1] "+r"(w1), [w2] "+r"(w2), [w3] "+r"(w3), [s0] "+r"(s0), [s1] "+r"(s1),
                     [s2] "+r"(s2), [s3] "+r"(s3), [x0] "=&r"(x0), [x1] "=&r"(x1), [e] "=&r"(even), [o] "=&r"(odd)
                   : [end] "r"(end)
                   : "cc", "memory");
    sums[0] = s0;
    sums[HIL_TILE] = s1;
    sums[2 * HIL_TILE] = s2;
    sums[3 * HIL_TILE] = s3;
    *filters = (filters4_t){ { w0, w1, w2, w3 } };
}

static void four_filters(const uint32_t *x, int32_t depth, filters4_t filters, uint32_t *sums)
{
    const int32_t quads = depth / 4, rest = depth % 4;
    if (quads > 0) {
        dots41(x, &filters, quads, sums);
    }
    for (int32_t i = 0; rest > 0 && i < 4; i++) {
        sums[i * HIL_TILE] = dot_quad(x + quads * QUAD, tail_weights(filters.w[i], rest, quads > 0), sums[i * HIL_TILE]);
    }
}

void hil_tile_dots(const hil_tile_t *tile, int32_t pixels, int32_t depth, const int8_t *weights, int32_t filter_bytes, int32_t channels,
                   const int32_t *start, hil_sums_t *sums)
{
    uint32_t *of = sums->of;
    if (start != NULL) {
#pragma GCC unroll 2
        for (int32_t o = 0; o < channels; o++) {
            of[o * HIL_TILE] = of[o * HIL_TILE + 1] = (uint32_t)start[o];
        }
    }
    const int8_t *last = weights + (channels - 1) * filter_bytes;
    if (pixels == 2) {
        two_pixels(tile->words, depth, weights, filter_bytes, channels, of);
        return;
    }
    // Filters beyond the last are the last once more; their sums lie behind those that count.
    for (int32_t o = 0; o < channels; o += 4, weights += 4 * filter_bytes) {
        filters4_t filters = { { weights, last, last, last } };
        for (int32_t i = 1; i < 4 && o + i < channels; i++) {
            filters.w[i] = weights + i * filter_bytes;
        }
        four_filters(tile->words, depth, filters, of + o * HIL_TILE);
    }
}
