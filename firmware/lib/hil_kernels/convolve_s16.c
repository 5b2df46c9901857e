#include "dots4.h"
#include "hil_kernels.h"
#include "output_s16.h"
#include "requantize_s16.h"
#include "scratch.h"
#include "window.h"

enum {
    // CMSIS-NN sums so many columns of a filter in 32 bits before it goes on in 64.
    NARROW_COLUMNS = 512,
    // Windows of shorter runs are put together first, if there is room.
    SHORT_RUN = 64,
    GATHERED = HIL_KERNEL_SCRATCH / 2 < HIL_DOTS_S16 ? HIL_KERNEL_SCRATCH / 2 : HIL_DOTS_S16,
};

typedef struct job {
    const hil_conv_params_t *params;
    const int8_t *weights;
    hil_output_s16_t stage;
    int32_t columns, group_outputs;
} job_t;

// A window as runs of `length` elements that lie in the input as they lie in a filter; input_first is 0.
typedef struct runs {
    const int16_t *in;
    window_t at;
    int32_t length;
} runs_t;

static runs_t runs_of(const job_t *job, const window_t *window, const int16_t *in)
{
    runs_t runs = { in + window->input_first, *window, job->params->filter_channels };
    if (window->input_col == window->weight_col) {
        runs.length *= window->cols;
        runs.at.cols = window->cols < 1 ? window->cols : 1;
    }
    return runs;
}

// Four bytes at a time, where the core loads them from anywhere.
static void copy(int16_t *to, const int16_t *from, int32_t count)
{
    for (; count >= 4; count -= 4, to += 4, from += 4) {
        memcpy(to, from, 4);
        memcpy(to + 2, from + 2, 4);
    }
#pragma GCC unroll 1
    for (; count > 0; count--) {
        *to++ = *from++;
    }
}

// The window in the order of a filter; taps outside the input are 0.
static __attribute__((noinline)) runs_t gathered(const job_t *job, const runs_t *runs, int16_t *to)
{
    const window_t *at = &runs->at;
    if (at->rows * at->cols * runs->length < job->columns) {
        memset(to, 0, (size_t)job->columns * sizeof *to);
    }
    for (int32_t r = 0; r < at->rows; r++) {
        for (int32_t c = 0; c < at->cols; c++) {
            copy(to + at->weight_first + r * at->weight_row + c * at->weight_col, runs->in + r * at->input_row + c * at->input_col, runs->length);
        }
    }
    return (runs_t){ to, { .rows = 1, .cols = 1 }, job->columns };
}

typedef struct sums {
    uint32_t low[4];
    int64_t high[4];
} sums_t;

// `narrow` is the number of columns, from the filter's first, that are summed in 32 bits.
static void add_run(const int16_t *x, const hil_filters4_t *filters, int32_t column, int32_t length, int32_t narrow, sums_t *sums)
{
    for (int32_t part; length > 0; length -= part, x += part, column += part) {
        const int32_t left = narrow - column;
        part = length < HIL_DOTS_S16 ? length : HIL_DOTS_S16;
        part = left > 0 && left < part ? left : part;
        uint32_t exact[4] = { 0 };
        hil_dots4_s16(x, filters, column, part, left > 0 ? sums->low : exact);
        for (int32_t f = 0; left <= 0 && f < 4; f++) {
            sums->high[f] += (int32_t)exact[f];
        }
    }
}

// What of a window is summed: its runs, and how many columns in 32 bits.
typedef struct part {
    runs_t runs;
    int32_t narrow;
} part_t;

static const int16_t *run_at(const runs_t *runs, int32_t r, int32_t c, int32_t *column)
{
    const window_t *at = &runs->at;
    *column = at->weight_first + r * at->weight_row + c * at->weight_col;
    return runs->in + r * at->input_row + c * at->input_col;
}

// Any number of products: sums of 64 bits.
static __attribute__((noinline)) void long_outputs(const job_t *job, const part_t *part, const hil_filters4_t *filters, int32_t channel,
                                                   int32_t count, int16_t *out)
{
    sums_t sums = { .low = { 0 } };
    for (int32_t r = 0; r < part->runs.at.rows; r++) {
        for (int32_t c = 0; c < part->runs.at.cols; c++) {
            int32_t column;
            const int16_t *x = run_at(&part->runs, r, c, &column);
            add_run(x, filters, column, part->runs.length, part->narrow, &sums);
        }
    }
    const hil_output_s16_t *s = &job->stage;
    for (int32_t f = 0; f < count; f++) {
        const int64_t sum = hil_sum_s64(sums.high[f] + (int32_t)sums.low[f], hil_wide_bias(s->bias, channel + f));
        out[f] = hil_output_s16(s->scales, channel + f, sum, s->wide, s->min, s->max);
    }
}

// So few products that a sum of 32 bits holds them all, whatever the layer sums in.
static void short_sums(const runs_t *runs, const hil_filters4_t *filters, int32_t *sums)
{
    uint32_t of[4] = { 0 };
    for (int32_t r = 0; r < runs->at.rows; r++) {
        for (int32_t c = 0; c < runs->at.cols; c++) {
            int32_t column;
            const int16_t *x = run_at(runs, r, c, &column);
            hil_dots4_s16(x, filters, column, runs->length, of);
        }
    }
    for (int32_t f = 0; f < 4; f++) {
        sums[f] = (int32_t)of[f];
    }
}

// A block of channels that share their input channels.
static void convolve_block(const job_t *job, const part_t *part, int32_t first, int32_t count, int16_t *out)
{
    const int8_t *weights = job->weights + first * job->columns;
    const bool fits = job->columns <= HIL_DOTS_S16;
    int32_t sums[HIL_OUTPUT_BLOCK_S16];
    for (int32_t o = 0; o < count; o += 4, weights += 4 * job->columns) {
        const hil_filters4_t filters = hil_filters4_at(weights, job->columns, count - o);
        if (fits) {
            short_sums(&part->runs, &filters, sums + o);
        } else {
            long_outputs(job, part, &filters, first + o, count - o < 4 ? count - o : 4, out + o);
        }
    }
    if (fits) {
        hil_outputs_s16(&job->stage, first, count, sums, out);
    }
}

static __attribute__((noinline)) void convolve_group(const job_t *job, const window_t *window, const int16_t *in, int32_t first,
                                                     int32_t narrow, int16_t *out)
{
    part_t part = { runs_of(job, window, in), narrow };
    int16_t scratch[GATHERED];
    if (part.runs.length < SHORT_RUN && job->columns <= GATHERED && job->columns > part.runs.length) {
        part.runs = gathered(job, &part.runs, scratch);
    }
    for (int32_t o = 0, count; o < job->group_outputs; o += count) {
        const int32_t left = job->group_outputs - o;
        count = left < HIL_OUTPUT_BLOCK_S16 ? left : HIL_OUTPUT_BLOCK_S16;
        convolve_block(job, &part, first + o, count, out + o);
    }
}

void hil_convolve_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                      const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out)
{
    const job_t job = {
        .params = params, .weights = weights,
        .stage = { scales, bias, params->act_min, params->act_max, params->input_offset != HIL_SUMS_32 },
        .columns = params->kernel_h * params->kernel_w * params->filter_channels,
        .group_outputs = out_dims->c / (in_dims->c / params->filter_channels),
    };
    const int32_t pixels = out_dims->h * out_dims->w;
    const int32_t usual = params->input_offset == HIL_SUMS_64 ? 0 : job.stage.wide ? NARROW_COLUMNS : job.columns;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t pixel = 0; pixel < pixels; pixel++, out += out_dims->c) {
            const int32_t oy = pixel / out_dims->w, ox = pixel % out_dims->w;
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
            const window_t window = window_make(params, in_dims, y, x, params->filter_channels);
            // CMSIS-NN takes pixels two by two; the last of an odd number is summed in 32 bits throughout.
            const bool unpaired = params->input_offset == HIL_SUMS_CMSIS_NN && pixels % 2 == 1 && pixel == pixels - 1;
            for (int32_t first = 0; first < out_dims->c; first += job.group_outputs) {
                const int16_t *group = in + first / job.group_outputs * params->filter_channels;
                convolve_group(&job, &window, group, first, unpaired ? job.columns : usual, out + first);
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
