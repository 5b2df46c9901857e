#include "hil_kernels.h"
#include "output_s8.h"
#include "window.h"

// A window is gathered first when its runs are short, it is small and enough filters share it: on a Cortex-M4 the
// 10x4 filter over one channel then takes 4 instead of 7 instructions per multiplication.
enum { GATHER_MAX = 160, GATHER_RUN = 32, GATHER_MIN_OUTPUTS = 8 };

typedef struct job {
    const hil_conv_params_t *params;
    const int8_t *weights;
    int32_t filter_bytes;
    hil_output_stage_t stage;
    window_t window;
    int32_t run;   // neighbouring elements of one tap, or of one row of taps
} job_t;

// Four filters at once: one load and one offset of an input element serve four multiplications.
static __attribute__((noinline)) void sum4(const job_t *job, const int8_t *in, const int8_t *filter, uint32_t acc[4])
{
    const window_t *window = &job->window;
    const uint32_t offset = (uint32_t)job->params->input_offset;
    uint32_t a0 = 0, a1 = 0, a2 = 0, a3 = 0;
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            const int8_t *x = in + window->input_first + r * window->input_row + c * window->input_col;
            const int8_t *w0 = filter + window->weight_first + r * window->weight_row + c * window->weight_col;
            const int8_t *w1 = w0 + job->filter_bytes;
            const int8_t *w2 = w1 + job->filter_bytes;
            const int8_t *w3 = w2 + job->filter_bytes;
            for (int32_t i = 0; i < job->run; i++) {
                const uint32_t value = (uint32_t)x[i] + offset;
                a0 += hil_product(value, w0[i]);
                a1 += hil_product(value, w1[i]);
                a2 += hil_product(value, w2[i]);
                a3 += hil_product(value, w3[i]);
            }
        }
    }
    acc[0] = a0;
    acc[1] = a1;
    acc[2] = a2;
    acc[3] = a3;
}

static __attribute__((noinline)) uint32_t sum1(const job_t *job, const int8_t *in, const int8_t *filter)
{
    const window_t *window = &job->window;
    const uint32_t offset = (uint32_t)job->params->input_offset;
    uint32_t acc = 0;
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            const int8_t *x = in + window->input_first + r * window->input_row + c * window->input_col;
            const int8_t *w = filter + window->weight_first + r * window->weight_row + c * window->weight_col;
            for (int32_t i = 0; i < job->run; i++) {
                acc += hil_product((uint32_t)x[i] + offset, w[i]);
            }
        }
    }
    return acc;
}

// Output channels [first, last) of one pixel; they share the input channels that `in` begins at.
static void direct_channels(const job_t *job, const int8_t *in, int32_t first, int32_t last, int8_t *out)
{
    for (int32_t block = first; block < last; block += HIL_OUTPUT_BLOCK) {
        uint32_t acc[HIL_OUTPUT_BLOCK];
        const int32_t count = last - block < HIL_OUTPUT_BLOCK ? last - block : HIL_OUTPUT_BLOCK;
        int32_t o = 0;
        for (; o + 4 <= count; o += 4) {
            sum4(job, in, job->weights + (block + o) * job->filter_bytes, acc + o);
        }
        for (; o < count; o++) {
            acc[o] = sum1(job, in, job->weights + (block + o) * job->filter_bytes);
        }
        hil_output_block_s8(&job->stage, block, acc, count, out + block);
    }
}

// The whole window with its offsets added, in the order of a filter; taps outside the input are 0.
static void gather(const job_t *job, const int8_t *in, uint32_t values[GATHER_MAX])
{
    const window_t *window = &job->window;
    const uint32_t offset = (uint32_t)job->params->input_offset;
    memset(values, 0, (size_t)job->filter_bytes * sizeof values[0]);
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            const int8_t *x = in + window->input_first + r * window->input_row + c * window->input_col;
            uint32_t *to = values + window->weight_first + r * window->weight_row + c * window->weight_col;
            for (int32_t i = 0; i < job->run; i++) {
                to[i] = (uint32_t)x[i] + offset;
            }
        }
    }
}

static __attribute__((noinline)) void dot4(const uint32_t *values, const int8_t *w0, int32_t count, uint32_t acc[4])
{
    const int8_t *w1 = w0 + count;
    const int8_t *w2 = w1 + count;
    const int8_t *w3 = w2 + count;
    uint32_t a0 = 0, a1 = 0, a2 = 0, a3 = 0;
    for (int32_t i = 0; i < count; i++) {
        const uint32_t value = values[i];
        a0 += hil_product(value, w0[i]);
        a1 += hil_product(value, w1[i]);
        a2 += hil_product(value, w2[i]);
        a3 += hil_product(value, w3[i]);
    }
    acc[0] = a0;
    acc[1] = a1;
    acc[2] = a2;
    acc[3] = a3;
}

static uint32_t dot1(const uint32_t *values, const int8_t *weights, int32_t count)
{
    uint32_t acc = 0;
    for (int32_t i = 0; i < count; i++) {
        acc += hil_product(values[i], weights[i]);
    }
    return acc;
}

static __attribute__((noinline)) void gathered_channels(const job_t *job, const int8_t *in, int32_t channels, int8_t *out)
{
    uint32_t values[GATHER_MAX];
    gather(job, in, values);
    for (int32_t block = 0; block < channels; block += HIL_OUTPUT_BLOCK) {
        uint32_t acc[HIL_OUTPUT_BLOCK];
        const int32_t count = channels - block < HIL_OUTPUT_BLOCK ? channels - block : HIL_OUTPUT_BLOCK;
        int32_t o = 0;
        for (; o + 4 <= count; o += 4) {
            dot4(values, job->weights + (block + o) * job->filter_bytes, job->filter_bytes, acc + o);
        }
        for (; o < count; o++) {
            acc[o] = dot1(values, job->weights + (block + o) * job->filter_bytes, job->filter_bytes);
        }
        hil_output_block_s8(&job->stage, block, acc, count, out + block);
    }
}

static void convolve_pixel(job_t *job, const hil_dims_t *in_dims, const int8_t *in, int32_t channels, bool gathers, int8_t *out)
{
    const int32_t filter_channels = job->params->filter_channels;
    job->run = filter_channels;
    if (filter_channels == in_dims->c && job->params->dilation_w == 1) {
        // Neighbouring taps are neighbours in memory, in the input and in the filter: one long run per row.
        job->run *= job->window.cols;
        job->window.cols = job->window.cols > 0 ? 1 : 0;
    }
    if (gathers) {
        gathered_channels(job, in, channels, out);
        return;
    }
    const int32_t groups = in_dims->c / filter_channels;
    const int32_t group_outputs = channels / groups;
    for (int32_t g = 0; g < groups; g++) {
        direct_channels(job, in + g * filter_channels, g * group_outputs, (g + 1) * group_outputs, out);
    }
}

void hil_convolve_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                     const int8_t *weights, const int32_t *bias, const hil_dims_t *out_dims, int8_t *out)
{
    job_t job = {
        .params = params,
        .weights = weights,
        .filter_bytes = params->kernel_h * params->kernel_w * params->filter_channels,
        .stage = { scales, bias, params->output_offset, params->act_min, params->act_max },
    };
    const bool gathers = params->filter_channels == in_dims->c && job.filter_bytes <= GATHER_MAX
        && params->kernel_w * params->filter_channels < GATHER_RUN && out_dims->c >= GATHER_MIN_OUTPUTS;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                job.window = window_make(params, in_dims, y, x, params->filter_channels);
                convolve_pixel(&job, in_dims, in, out_dims->c, gathers, out);
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
