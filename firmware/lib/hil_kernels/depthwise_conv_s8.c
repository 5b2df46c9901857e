#include "bias_s8.h"
#include "depthwise_group_s8.h"
#include "hil_kernels.h"
#include "taps.h"

typedef struct job {
    const hil_conv_params_t *params;
    const hil_dims_t *in_dims, *out_dims;
    const int8_t *in, *weights;
    const hil_bias_t *bias;
    int8_t *out;
    hil_output_stage_t stage;
    int32_t first, count;   // channels at work
    int32_t start[HIL_OUTPUT_BLOCK];
    hil_group_t group;
} job_t;

// Taps of a window in one direction do not change over `pixels` outputs.
typedef struct stretch {
    hil_taps_t taps;
    int32_t pixels;
} stretch_t;

// From output column ox on. Only whole windows come in stretches.
static stretch_t stretch_at(const job_t *job, int32_t ox)
{
    const hil_conv_params_t *p = job->params;
    const int32_t origin = ox * p->stride_w - p->pad_w, extent = job->in_dims->w;
    stretch_t s = { hil_taps_inside(origin, p->dilation_w, p->kernel_w, extent), 1 };
    if (s.taps.first == 0 && s.taps.last == p->kernel_w) {
        const int32_t room = extent - 1 - origin - (p->kernel_w - 1) * p->dilation_w;
        const int32_t more = room / p->stride_w, left = job->out_dims->w - ox - 1;
        s.pixels += more < left ? more : left;
    }
    return s;
}

// First tap of a window that is not empty, in elements from the image's start.
static int32_t first_tap(const job_t *job, hil_taps_t y, hil_taps_t x)
{
    const hil_conv_params_t *p = job->params;
    return ((y.origin + y.first * p->dilation_h) * job->in_dims->w + x.origin + x.first * p->dilation_w) * job->in_dims->c;
}

static hil_patch_t patch_of(const job_t *job, hil_taps_t y, hil_taps_t x)
{
    const hil_conv_params_t *p = job->params;
    const hil_dims_t *d = job->in_dims;
    hil_patch_t patch = { .rows = y.last - y.first, .cols = x.last - x.first, .tap = y.first * p->kernel_w + x.first, .row_taps = p->kernel_w };
    // A step is only formed where a second tap exists, since a dilation beyond the input could overflow it.
    patch.row_step = patch.rows > 1 ? p->dilation_h * d->w * d->c : 0;
    patch.col_step = patch.cols > 1 ? p->dilation_w * d->c : 0;
    patch.whole = patch.rows == p->kernel_h && patch.cols == p->kernel_w;
    patch.rows = patch.cols > 0 ? patch.rows : 0;
    return patch;
}

typedef void (*run_t)(const job_t *job, const hil_patch_t *patch, const int8_t *in, int32_t pixels, int8_t *out);

// Calls `run` for the channels at work with every stretch of outputs.
static void each_stretch(const job_t *job, run_t run)
{
    const hil_conv_params_t *p = job->params;
    const hil_dims_t *d = job->in_dims, *o = job->out_dims;
    const int8_t *image = job->in;
    int8_t *out = job->out;
    for (int32_t n = 0; n < o->n; n++, image += d->h * d->w * d->c) {
        for (int32_t oy = 0; oy < o->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * p->stride_h - p->pad_h, p->dilation_h, p->kernel_h, d->h);
            for (int32_t ox = 0; ox < o->w;) {
                const stretch_t s = stretch_at(job, ox);
                const hil_patch_t patch = patch_of(job, y, s.taps);
                run(job, &patch, patch.rows > 0 ? image + first_tap(job, y, s.taps) : image, s.pixels, out);
                out += s.pixels * o->c;
                ox += s.pixels;
            }
        }
    }
}

static void run_group(const job_t *job, const hil_patch_t *patch, const int8_t *in, int32_t pixels, int8_t *out)
{
    hil_group_run(&job->group, patch, in + job->first, job->params->stride_w * job->in_dims->c, pixels, out + job->first, job->out_dims->c);
}

static uint32_t sum_one(const job_t *job, const hil_patch_t *patch, const int8_t *in, int32_t channel, uint32_t sum)
{
    for (int32_t r = 0; r < patch->rows; r++) {
        const int8_t *w = job->weights + (patch->tap + r * patch->row_taps) * job->out_dims->c + channel;
        const int8_t *x = in + r * patch->row_step + channel / job->params->depth_multiplier;
        for (int32_t c = 0; c < patch->cols; c++) {
            sum += hil_product((uint32_t)x[c * patch->col_step] + (uint32_t)job->params->input_offset, w[c * job->out_dims->c]);
        }
    }
    return sum;
}

// Any depth multiplier, any kernel size, any number of channels.
static void run_each(const job_t *job, const hil_patch_t *patch, const int8_t *in, int32_t pixels, int8_t *out)
{
    for (int32_t p = 0; p < pixels; p++) {
        hil_sums_t sums;
        for (int32_t i = 0; i < job->count; i++) {
            sums.of[i * HIL_SUM_CHANNEL] = sum_one(job, patch, in, job->first + i, (uint32_t)job->start[i]);
        }
        hil_output_s8(&job->stage, job->first, job->count, 1, &sums, out + job->first, 0);
        in += job->params->stride_w * job->in_dims->c;
        out += job->out_dims->c;
    }
}

void hil_depthwise_conv_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                           const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out)
{
    job_t job;
    job.params = params;
    job.in_dims = in_dims;
    job.out_dims = out_dims;
    job.in = in;
    job.weights = weights;
    job.bias = bias;
    job.out = out;
    job.stage = hil_output_stage(scales, out_dims->c, params->output_offset, params->act_min, params->act_max);
    const int64_t taps = (int64_t)params->kernel_h * params->kernel_w;
    const bool grouped = params->depth_multiplier == 1 && taps <= HIL_GROUP_TAPS;
    for (job.first = 0; job.first < out_dims->c; job.first += job.count) {
        const int32_t left = out_dims->c - job.first;
        if (grouped && left >= HIL_GROUP_STEP) {
            job.count = left < HIL_GROUP ? left / HIL_GROUP_STEP * HIL_GROUP_STEP : HIL_GROUP;
            hil_group_prepare(&job.group, &job.stage, bias, job.first, job.count, weights + job.first, out_dims->c, (int32_t)taps,
                              params->input_offset);
            each_stretch(&job, run_group);
        } else {
            job.count = left < HIL_OUTPUT_BLOCK ? left : HIL_OUTPUT_BLOCK;
            hil_bias_widen(bias, job.first, job.count, job.start);
            each_stretch(&job, run_each);
        }
    }
}
