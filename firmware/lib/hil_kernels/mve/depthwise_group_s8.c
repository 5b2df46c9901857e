#include "depthwise_group_s8.h"

#include "bias_s8.h"
#include <arm_mve.h>

static void prepare_lanes(hil_lanes_t *lanes, const hil_scales_t *scales, const hil_bias_t *bias, int32_t first, const int8_t *weights,
                          int32_t channels, int32_t taps, int32_t input_offset)
{
    for (int32_t c = 0; c < 8; c++) {
        const int32_t at = (first + c) * scales->step;
        uint32_t sum = 0;
        for (int32_t t = 0; t < taps; t++) {
            sum += (uint32_t)weights[t * channels + c];
        }
        const int32_t start = hil_bias_of(bias, first + c);
        lanes->start[c & 1][c >> 1] = start;
        lanes->whole_start[c & 1][c >> 1] = (int32_t)((uint32_t)start + sum * (uint32_t)input_offset);
        lanes->scale[c & 1].multiplier[c >> 1] = scales->multiplier[at];
        lanes->scale[c & 1].shift[c >> 1] = scales->shift[at];
    }
}

void hil_group_prepare(hil_group_t *group, const hil_output_stage_t *stage, const hil_bias_t *bias, int32_t first, int32_t count,
                       const int8_t *weights, int32_t channels, int32_t taps, int32_t input_offset)
{
    group->stage = stage;
    group->weights = weights;
    group->channels = channels;
    group->input_offset = input_offset;
    group->first = first;
    group->eights = count / 8;
    for (int32_t e = 0; e < group->eights; e++) {
        prepare_lanes(&group->lanes[e], stage->scales, bias, first + 8 * e, weights + 8 * e, channels, taps, input_offset);
    }
}

typedef struct sums8 {
    int32x4_t even, odd;
} sums8_t;

// Rows and columns of a patch, and how its pointers move from a row's last tap to the next row's first.
typedef struct walk {
    int32_t rows, cols, col_step, row_step, weight_step, weight_row_step;
} walk_t;

// One tap of eight channels, of which `MOVE` may change the inputs. Products of int16 are exact: |input + offset| <= 256.
#define TAP(MOVE)                         \
    "vldrb.s16  q0, [%[in]]\n"            \
    "vldrb.s16  q1, [%[weights]]\n" MOVE  \
    "vmullb.s16 q2, q0, q1\n"             \
    "vadd.i32   %q[even], %q[even], q2\n" \
    "vmullt.s16 q0, q0, q1\n"             \
    "vadd.i32   %q[odd], %q[odd], q0\n"

#define NEXT_TAP "add %[in], %[in], %[col_step]\n add %[weights], %[weights], %[weight_step]\n"
#define NEXT_ROW "add %[in], %[in], %[row_step]\n add %[weights], %[weights], %[weight_row_step]\n"

// Loops in assembly because GCC 12 spills vectors. The input offset is part of where the sums begin: all of the kernel's taps are there.
static inline sums8_t sum_whole_3(sums8_t s, walk_t walk, const int8_t *in, const int8_t *weights)
{
    __asm volatile("dls lr, %[rows]\n"
                   "1:\n" TAP("") NEXT_TAP TAP("") NEXT_TAP TAP("") NEXT_ROW
                   "le lr, 1b\n"
                   : [even] "+w"(s.even), [odd] "+w"(s.odd), [in] "+l"(in), [weights] "+l"(weights)
                   : [rows] "r"(walk.rows), [col_step] "r"(walk.col_step), [weight_step] "r"(walk.weight_step),
                     [row_step] "r"(walk.row_step + walk.col_step), [weight_row_step] "r"(walk.weight_row_step + walk.weight_step)
                   : "q0", "q1", "q2", "lr", "memory");
    return s;
}

static inline sums8_t sum_any(sums8_t s, walk_t walk, const int8_t *in, const int8_t *weights, int32_t input_offset)
{
    if (walk.rows > 0) {
        __asm volatile("1: dls lr, %[cols]\n"
                       "2:\n" TAP("vadd.i16 q0, q0, %[offset]\n") NEXT_TAP
                       "le   lr, 2b\n" NEXT_ROW
                       "subs %[rows], %[rows], #1\n"
                       "bne  1b\n"
                       : [even] "+w"(s.even), [odd] "+w"(s.odd), [in] "+l"(in), [weights] "+l"(weights), [rows] "+r"(walk.rows)
                       : [cols] "r"(walk.cols), [col_step] "r"(walk.col_step), [weight_step] "r"(walk.weight_step),
                         [row_step] "r"(walk.row_step), [weight_row_step] "r"(walk.weight_row_step), [offset] "r"(input_offset)
                       : "q0", "q1", "q2", "lr", "cc", "memory");
    }
    return s;
}

typedef struct range {
    int32_t offset;
    int16x8_t min, max;
} range_t;

// Double rounding, shifts to the right. Saturation to 16 bits changes nothing that the range of int8 would not cut off.
static inline __attribute__((always_inline)) void finish(const hil_lanes_t *lanes, range_t range, sums8_t s, int8_t *out)
{
    __asm volatile("vldrw.u32    q0, [%[scale]]\n"
                   "vldrw.u32    q1, [%[scale], #16]\n"
                   "vqrdmulh.s32 %q[even], %q[even], q0\n"
                   "vshr.s32     q0, %q[even], #31\n"
                   "vadd.i32     %q[even], %q[even], q0\n"
                   "vrshl.s32    %q[even], %q[even], q1\n"
                   "vldrw.u32    q0, [%[scale], #32]\n"
                   "vldrw.u32    q1, [%[scale], #48]\n"
                   "vqrdmulh.s32 %q[odd], %q[odd], q0\n"
                   "vshr.s32     q0, %q[odd], #31\n"
                   "vadd.i32     %q[odd], %q[odd], q0\n"
                   "vrshl.s32    %q[odd], %q[odd], q1\n"
                   "vqmovnb.s32  q0, %q[even]\n"
                   "vqmovnt.s32  q0, %q[odd]\n"
                   "vqadd.s16    q0, q0, %[offset]\n"
                   "vmax.s16     q0, q0, %q[min]\n"
                   "vmin.s16     q0, q0, %q[max]\n"
                   "vstrb.16     q0, [%[out]]\n"
                   : [even] "+w"(s.even), [odd] "+w"(s.odd)
                   : [scale] "r"(lanes->scale), [out] "l"(out), [offset] "r"(range.offset), [min] "w"(range.min), [max] "w"(range.max)
                   : "q0", "q1", "memory");
}

// The sums in the order of channels, for the general output stage.
static __attribute__((noinline)) void finish_any(const hil_output_stage_t *stage, int32_t first, int32x4_t even, int32x4_t odd, int8_t *out)
{
    hil_sums_t sums;
    const int32x4x2_t both = { { even, odd } };
    vst2q_s32((int32_t *)sums.of, both);
    hil_output_s8(stage, first, 8, 1, &sums, out, 0);
}

// The places of eight channels.
typedef struct eight {
    const hil_lanes_t *lanes;
    const int8_t *weights;
    int32_t input_offset, first;
} eight_t;

static void run_whole_3(const eight_t *e, range_t range, walk_t walk, const int8_t *in, int32_t in_step, int32_t pixels, int8_t *out,
                        int32_t out_step)
{
    const sums8_t start = { vldrwq_s32(e->lanes->whole_start[0]), vldrwq_s32(e->lanes->whole_start[1]) };
    for (; pixels > 0; pixels--, in += in_step, out += out_step) {
        finish(e->lanes, range, sum_whole_3(start, walk, in, e->weights), out);
    }
}

static void run_any(const eight_t *e, const hil_output_stage_t *stage, range_t range, walk_t walk, const int8_t *in, int32_t in_step,
                    int32_t pixels, int8_t *out, int32_t out_step)
{
    const sums8_t start = { vldrwq_s32(e->lanes->start[0]), vldrwq_s32(e->lanes->start[1]) };
    const bool usual = stage->shifts_right && !stage->scales->single_rounding;
    for (; pixels > 0; pixels--, in += in_step, out += out_step) {
        const sums8_t s = sum_any(start, walk, in, e->weights, e->input_offset);
        if (usual) {
            finish(e->lanes, range, s, out);
        } else {
            finish_any(stage, e->first, s.even, s.odd, out);
        }
    }
}

void hil_group_run(const hil_group_t *group, const hil_patch_t *patch, const int8_t *in, int32_t in_step, int32_t pixels, int8_t *out,
                   int32_t out_step)
{
    const hil_output_stage_t *stage = group->stage;
    const int32_t channels = group->channels;
    const walk_t walk = { patch->rows, patch->cols, patch->col_step, patch->row_step - patch->cols * patch->col_step, channels,
                          (patch->row_taps - patch->cols) * channels };
    const range_t range = { stage->offset, vdupq_n_s16((int16_t)stage->min), vdupq_n_s16((int16_t)stage->max) };
    const bool whole_3 = patch->whole && patch->cols == 3 && stage->shifts_right && !stage->scales->single_rounding;
    eight_t eight = { group->lanes, group->weights + patch->tap * channels, group->input_offset, group->first };
    for (int32_t e = 0; e < group->eights; e++, eight.lanes++, eight.weights += 8, eight.first += 8, in += 8, out += 8) {
        if (whole_3) {
            run_whole_3(&eight, range, walk, in, in_step, pixels, out, out_step);
        } else {
            run_any(&eight, stage, range, walk, in, in_step, pixels, out, out_step);
        }
    }
}
