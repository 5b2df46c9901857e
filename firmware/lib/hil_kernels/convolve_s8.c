#include "hil_kernels.h"
#include "scratch.h"
#include "tile_s8.h"

typedef struct job {
    const hil_conv_params_t *params;
    const hil_dims_t *in_dims, *out_dims;
    const int8_t *weights;
    int8_t *out;
    int32_t filter_bytes;
    int32_t inner_first, inner_last;   // output columns [first, last) whose windows lie inside the input's width
    bool fits;                         // a window fits the tile
    hil_runs_t inner;                  // of a window that does, where nothing is cropped
    hil_output_stage_t stage;
    hil_tile_t tile;
} job_t;

// Walks over the output pixels of all images.
typedef struct cursor {
    const int8_t *image;   // the group's first element in the image
    int32_t y, x;
    hil_taps_t taps_y;
    bool inner_row;
} cursor_t;

static void next_view(const job_t *job, cursor_t *at, hil_view_t *view)
{
    const hil_conv_params_t *p = job->params;
    const hil_dims_t *d = job->in_dims;
    if (at->x == 0) {
        at->taps_y = hil_taps_inside(at->y * p->stride_h - p->pad_h, p->dilation_h, p->kernel_h, d->h);
        at->inner_row = job->fits && at->taps_y.first == 0 && at->taps_y.last == p->kernel_h;
    }
    view->params = p;
    const int32_t origin = at->x * p->stride_w - p->pad_w;
    if (at->inner_row && at->x >= job->inner_first && at->x < job->inner_last) {
        view->inner = &job->inner;
        view->corner = at->image + (at->taps_y.origin * d->w + origin) * d->c;
    } else {
        view->in_dims = d;
        view->in = at->image;
        view->y = at->taps_y;
        view->x = hil_taps_inside(origin, p->dilation_w, p->kernel_w, d->w);
        view->inner = NULL;
    }
    if (++at->x == job->out_dims->w) {
        at->x = 0;
        if (++at->y == job->out_dims->h) {
            at->y = 0;
            at->image += d->h * d->w * d->c;
        }
    }
}

// The largest part of the window that begins at the box's first corner and fits the tile.
static hil_box_t box_from(const hil_conv_params_t *p, int32_t y, int32_t x, int32_t c)
{
    const int32_t row = p->kernel_w * p->filter_channels;
    if (row <= HIL_TILE_DEPTH) {
        return (hil_box_t){ y, hil_min(p->kernel_h, y + HIL_TILE_DEPTH / row), 0, p->kernel_w, 0, p->filter_channels };
    }
    if (p->filter_channels <= HIL_TILE_DEPTH) {
        return (hil_box_t){ y, y + 1, x, hil_min(p->kernel_w, x + HIL_TILE_DEPTH / p->filter_channels), 0, p->filter_channels };
    }
    return (hil_box_t){ y, y + 1, x, x + 1, c, hil_min(p->filter_channels, c + HIL_TILE_DEPTH) };
}

// The box behind this one; false at the window's end.
static bool box_next(const hil_conv_params_t *p, hil_box_t *box)
{
    if (box->c1 < p->filter_channels) {
        *box = box_from(p, box->y0, box->x0, box->c1);
    } else if (box->x1 < p->kernel_w) {
        *box = box_from(p, box->y0, box->x1, 0);
    } else if (box->y1 < p->kernel_h) {
        *box = box_from(p, box->y1, 0, 0);
    } else {
        return false;
    }
    return true;
}

static void gather(job_t *job, const hil_view_t *views, int32_t pixels, const hil_box_t *box)
{
    for (int32_t p = 0; p < pixels; p++) {
        hil_tile_gather(&job->tile, p, views + p, box);
    }
}

// Sums of one block of filters over windows that do not fit the tile: part by part.
static void sum_parts(job_t *job, const hil_view_t *views, int32_t pixels, const int8_t *weights, int32_t channels, const int32_t *start,
                      hil_sums_t *sums)
{
    hil_box_t box = box_from(job->params, 0, 0, 0);
    do {
        gather(job, views, pixels, &box);
        const int32_t depth = hil_box_count(&box);
        hil_tile_dots(&job->tile, pixels, depth, weights, job->filter_bytes, channels, start, sums);
        weights += depth;
        start = NULL;
    } while (box_next(job->params, &box));
}

// Channels [first, first + count) of `pixels` pixels, whose first output is `out`.
static void convolve_tile(job_t *job, const hil_view_t *views, int32_t pixels, int32_t first, int32_t count, const int32_t *start, int8_t *out)
{
    const bool fits = job->fits;
    if (fits) {
        const hil_box_t all = box_from(job->params, 0, 0, 0);
        gather(job, views, pixels, &all);
    }
    for (int32_t block = 0; block < count; block += HIL_OUTPUT_BLOCK) {
        const int32_t channels = hil_min(HIL_OUTPUT_BLOCK, count - block);
        const int8_t *weights = job->weights + (first + block) * job->filter_bytes;
        hil_sums_t sums;
        if (fits) {
            hil_tile_dots(&job->tile, pixels, job->filter_bytes, weights, job->filter_bytes, channels, start + block, &sums);
        } else {
            sum_parts(job, views, pixels, weights, channels, start + block, &sums);
        }
        hil_output_s8(&job->stage, first + block, channels, pixels, &sums, out + first + block, job->out_dims->c);
    }
}

// Channels [first, first + count) of all pixels; they share the input channels that `in` begins at.
static void convolve_channels(job_t *job, const hil_bias_t *bias, const int8_t *in, int32_t first, int32_t count)
{
    int32_t start[HIL_CHANNEL_BLOCK];
    hil_tile_start(bias, first, count, job->weights + first * job->filter_bytes, job->filter_bytes, job->params->input_offset, start);
    cursor_t cursor = { .image = in };
    const hil_dims_t *d = job->out_dims;
    int8_t *out = job->out;
    for (int32_t left = d->n * d->h * d->w; left > 0;) {
        hil_view_t views[HIL_TILE];
        const int32_t pixels = hil_min(left, HIL_TILE);
        for (int32_t p = 0; p < pixels; p++) {
            next_view(job, &cursor, &views[p]);
        }
        convolve_tile(job, views, pixels, first, count, start, out);
        out += pixels * d->c;
        left -= pixels;
    }
}

// What all windows have in common that are not cropped, if there are any.
static void find_inner(job_t *job, const int8_t *in)
{
    const hil_conv_params_t *p = job->params;
    const hil_dims_t *d = job->in_dims;
    const int32_t span_h = (p->kernel_h - 1) * p->dilation_h, span_w = (p->kernel_w - 1) * p->dilation_w;
    job->fits = job->filter_bytes <= HIL_TILE_DEPTH;
    job->inner_first = job->inner_last = 0;
    if (job->fits && span_h < d->h && span_w < d->w) {
        job->inner_first = (p->pad_w + p->stride_w - 1) / p->stride_w;
        job->inner_last = (d->w - 1 - span_w + p->pad_w) / p->stride_w + 1;
        const hil_view_t view = { .params = p, .in_dims = d, .in = in, .y = { 0, p->kernel_h, 0 }, .x = { 0, p->kernel_w, 0 } };
        const hil_box_t box = box_from(p, 0, 0, 0);
        job->inner = hil_runs_found(&view, &box);
    }
}

void hil_convolve_s8(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int8_t *in,
                     const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int8_t *out)
{
    job_t job;
    job.params = params;
    job.in_dims = in_dims;
    job.out_dims = out_dims;
    job.weights = weights;
    job.out = out;
    job.filter_bytes = params->kernel_h * params->kernel_w * params->filter_channels;
    find_inner(&job, in);
    job.stage = hil_output_stage(scales, out_dims->c, params->output_offset, params->act_min, params->act_max);
    const int32_t groups = in_dims->c / params->filter_channels;
    const int32_t group_outputs = out_dims->c / groups;
    for (int32_t g = 0; g < groups; g++) {
        for (int32_t block = 0; block < group_outputs; block += HIL_CHANNEL_BLOCK) {
            const int32_t count = hil_min(HIL_CHANNEL_BLOCK, group_outputs - block);
            convolve_channels(&job, bias, in + g * params->filter_channels, g * group_outputs + block, count);
        }
    }
}
