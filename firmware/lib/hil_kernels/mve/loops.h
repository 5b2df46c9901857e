// Loops over bytes with tail predication, which GCC 12 does not make of intrinsics. VMLADAVA and VADDVA want even core registers ("Te").
#ifndef HIL_LOOPS_H
#define HIL_LOOPS_H

#include <arm_mve.h>
#include <stdint.h>

static inline void hil_copy(int8_t *to, const int8_t *from, int32_t count)
{
    __asm volatile("wlstp.8 lr, %[count], 2f\n"
                   "1: vldrb.u8 q0, [%[from]], #16\n"
                   "   vstrb.8  q0, [%[to]], #16\n"
                   "   letp lr, 1b\n"
                   "2:\n"
                   : [to] "+r"(to), [from] "+r"(from)
                   : [count] "r"(count)
                   : "q0", "lr", "cc", "memory");
}

static inline void hil_fill(int8_t *to, int8_t value, int32_t count)
{
    const int8x16_t values = vdupq_n_s8(value);
    __asm volatile("wlstp.8 lr, %[count], 2f\n"
                   "1: vstrb.8 %q[values], [%[to]], #16\n"
                   "   letp lr, 1b\n"
                   "2:\n"
                   : [to] "+r"(to)
                   : [count] "r"(count), [values] "w"(values)
                   : "lr", "cc", "memory");
}

typedef struct hil_four {
    uint32_t s0, s1, s2, s3;
} hil_four_t;

// sums[0], sums[1] += the products of filters a and b with window x0; 16 words further on with x1, and again with x2.
// The six sums take even registers, and all others but one are in use.
static inline void hil_dots23(uint32_t *sums, const int8_t *x0, const int8_t *x1, const int8_t *x2, const int8_t *a, const int8_t *b,
                              int32_t count)
{
    uint32_t a0, a1, a2, b0, b1, b2;
    register int32_t left __asm("lr") = count;
    __asm volatile("ldrd %[a0], %[b0], [%[sums]]\n"
                   "ldrd %[a1], %[b1], [%[sums], #64]\n"
                   "ldrd %[a2], %[b2], [%[sums], #128]\n"
                   "wlstp.8 lr, %[left], 2f\n"
                   "1: vldrb.u8 q0, [%[x0]], #16\n"
                   "   vldrb.u8 q1, [%[a]], #16\n"
                   "   vmladava.s8 %[a0], q0, q1\n"
                   "   vldrb.u8 q2, [%[b]], #16\n"
                   "   vmladava.s8 %[b0], q0, q2\n"
                   "   vldrb.u8 q3, [%[x1]], #16\n"
                   "   vmladava.s8 %[a1], q3, q1\n"
                   "   vldrb.u8 q0, [%[x2]], #16\n"
                   "   vmladava.s8 %[b1], q3, q2\n"
                   "   vmladava.s8 %[a2], q0, q1\n"
                   "   vmladava.s8 %[b2], q0, q2\n"
                   "   letp lr, 1b\n"
                   "2: strd %[a1], %[b1], [%[sums], #64]\n"
                   "strd %[a2], %[b2], [%[sums], #128]\n"
                   "strd %[a0], %[b0], [%[sums]]\n"
                   : [a0] "=&Te"(a0), [a1] "=&Te"(a1), [a2] "=&Te"(a2), [b0] "=&Te"(b0), [b1] "=&Te"(b1), [b2] "=&Te"(b2),
                     [x0] "+r"(x0), [x1] "+r"(x1), [x2] "+r"(x2), [a] "+r"(a), [b] "+r"(b), [left] "+r"(left)
                   : [sums] "r"(sums)
                   : "q0", "q1", "q2", "q3", "cc", "memory");
}

// Sums of products of four filters and one window.
static inline hil_four_t hil_dots41(hil_four_t s, const int8_t *x, const int8_t *const w[4], int32_t count)
{
    const int8_t *w0 = w[0], *w1 = w[1], *w2 = w[2], *w3 = w[3];
    __asm volatile("wlstp.8 lr, %[count], 2f\n"
                   "1: vldrb.u8 q0, [%[x]], #16\n"
                   "   vldrb.u8 q1, [%[w0]], #16\n"
                   "   vmladava.s8 %[s0], q0, q1\n"
                   "   vldrb.u8 q2, [%[w1]], #16\n"
                   "   vmladava.s8 %[s1], q0, q2\n"
                   "   vldrb.u8 q1, [%[w2]], #16\n"
                   "   vmladava.s8 %[s2], q0, q1\n"
                   "   vldrb.u8 q2, [%[w3]], #16\n"
                   "   vmladava.s8 %[s3], q0, q2\n"
                   "   letp lr, 1b\n"
                   "2:\n"
                   : [s0] "+Te"(s.s0), [s1] "+Te"(s.s1), [s2] "+Te"(s.s2), [s3] "+Te"(s.s3), [x] "+r"(x), [w0] "+r"(w0), [w1] "+r"(w1),
                     [w2] "+r"(w2), [w3] "+r"(w3)
                   : [count] "r"(count)
                   : "q0", "q1", "q2", "lr", "cc", "memory");
    return s;
}

// Sums of the weights of four filters.
static inline hil_four_t hil_sums4(const int8_t *const w[4], int32_t count)
{
    const int8_t *w0 = w[0], *w1 = w[1], *w2 = w[2], *w3 = w[3];
    hil_four_t s = { 0, 0, 0, 0 };
    __asm volatile("wlstp.8 lr, %[count], 2f\n"
                   "1: vldrb.u8 q0, [%[w0]], #16\n"
                   "   vaddva.s8 %[s0], q0\n"
                   "   vldrb.u8 q1, [%[w1]], #16\n"
                   "   vaddva.s8 %[s1], q1\n"
                   "   vldrb.u8 q2, [%[w2]], #16\n"
                   "   vaddva.s8 %[s2], q2\n"
                   "   vldrb.u8 q3, [%[w3]], #16\n"
                   "   vaddva.s8 %[s3], q3\n"
                   "   letp lr, 1b\n"
                   "2:\n"
                   : [s0] "+Te"(s.s0), [s1] "+Te"(s.s1), [s2] "+Te"(s.s2), [s3] "+Te"(s.s3), [w0] "+r"(w0), [w1] "+r"(w1), [w2] "+r"(w2),
                     [w3] "+r"(w3)
                   : [count] "r"(count)
                   : "q0", "q1", "q2", "q3", "lr", "cc", "memory");
    return s;
}

#endif
