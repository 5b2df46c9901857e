#include "clamp_f32.h"
#include "hil_kernels.h"
#include "window.h"

typedef struct job {
    const hil_conv_params_t *params;
    const float *weights, *bias;
    int32_t filter_size;
    window_t window;
    int32_t run;   // neighbouring elements of one tap, or of one row of taps
} job_t;

static float finish(const job_t *job, float sum, int32_t channel)
{
    return hil_clamp_f32(job->bias != NULL ? sum + job->bias[channel] : sum, job->params->act_min, job->params->act_max);
}

// Four filters at once, so that an input is loaded for four products. Every sum keeps the order kernel row, kernel column, channel;
// another order would round differently.
static __attribute__((noinline)) void sum4(const job_t *job, const float *in, const float *filter, float sums[4])
{
    const window_t *window = &job->window;
    const int32_t size = job->filter_size, run = job->run;
    float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
    for (int32_t r = 0; r < window->rows; r++) {
        int32_t at = window->input_first + r * window->input_row;
        int32_t weight_at = window->weight_first + r * window->weight_row;
        for (int32_t c = 0; c < window->cols; c++, at += window->input_col, weight_at += window->weight_col) {
            const float *x = in + at, *w0 = filter + weight_at, *w1 = w0 + size, *w2 = w1 + size, *w3 = w2 + size;
            for (const float *end = x + run; x != end;) {
                const float value = *x++;
                s0 += value * *w0++;
                s1 += value * *w1++;
                s2 += value * *w2++;
                s3 += value * *w3++;
            }
        }
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

static float sum1(const job_t *job, const float *in, const float *filter)
{
    const window_t *window = &job->window;
    float sum = 0.0f;
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            const float *x = in + window->input_first + r * window->input_row + c * window->input_col;
            const float *w = filter + window->weight_first + r * window->weight_row + c * window->weight_col;
            for (int32_t i = 0; i < job->run; i++) {
                sum += x[i] * w[i];
            }
        }
    }
    return sum;
}

// Output channels [first, last) of one pixel; they share the input channels that `in` begins at.
static void convolve_channels(const job_t *job, const float *in, int32_t first, int32_t last, float *out)
{
    int32_t o = first;
    for (; o + 4 <= last; o += 4) {
        float sums[4];
        sum4(job, in, job->weights + o * job->filter_size, sums);
        for (int32_t i = 0; i < 4; i++) {
            out[o + i] = finish(job, sums[i], o + i);
        }
    }
    for (; o < last; o++) {
        out[o] = finish(job, sum1(job, in, job->weights + o * job->filter_size), o);
    }
}

static void convolve_pixel(job_t *job, const hil_dims_t *in_dims, const float *in, int32_t channels, float *out)
{
    const int32_t filter_channels = job->params->filter_channels;
    job->run = filter_channels;
    if (filter_channels == in_dims->c && job->params->dilation_w == 1) {
        // Neighbouring taps are neighbours in memory, in the input and in the filter: one long run per row.
        job->run *= job->window.cols;
        job->window.cols = job->window.cols > 0 ? 1 : 0;
    }
    const int32_t groups = in_dims->c / filter_channels;
    const int32_t group_outputs = channels / groups;
    for (int32_t g = 0; g < groups; g++) {
        convolve_channels(job, in + g * filter_channels, g * group_outputs, (g + 1) * group_outputs, out);
    }
}

void hil_convolve_f32(const hil_conv_params_t *params, const hil_dims_t *in_dims, const float *in, const float *weights,
                      const float *bias, const hil_dims_t *out_dims, float *out)
{
    job_t job = { .params = params, .weights = weights, .bias = bias };
    job.filter_size = params->kernel_h * params->kernel_w * params->filter_channels;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                job.window = window_make(params, in_dims, y, x, params->filter_channels);
                convolve_pixel(&job, in_dims, in, out_dims->c, out);
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
