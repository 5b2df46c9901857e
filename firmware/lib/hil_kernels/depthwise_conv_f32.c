#include "clamp_f32.h"
#include "hil_kernels.h"
#include "window.h"

typedef struct job {
    const hil_conv_params_t *params;
    const float *weights, *bias;
    window_t window;
} job_t;

static float finish(const job_t *job, float sum, int32_t channel)
{
    return hil_clamp_f32(job->bias != NULL ? sum + job->bias[channel] : sum, job->params->act_min, job->params->act_max);
}

// Four neighbouring channels at once (depth multiplier 1). Every sum keeps the order kernel row, kernel column.
static __attribute__((noinline)) void sum4(const window_t *window, const float *in, const float *weights, float sums[4])
{
    const int32_t input_col = window->input_col, weight_col = window->weight_col;
    float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
    for (int32_t r = 0; r < window->rows; r++) {
        int32_t at = window->input_first + r * window->input_row;
        int32_t weight_at = window->weight_first + r * window->weight_row;
        for (int32_t c = 0; c < window->cols; c++, at += input_col, weight_at += weight_col) {
            const float *x = in + at, *w = weights + weight_at;
            s0 += x[0] * w[0];
            s1 += x[1] * w[1];
            s2 += x[2] * w[2];
            s3 += x[3] * w[3];
        }
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

static float sum1(const window_t *window, const float *in, const float *weights)
{
    float sum = 0.0f;
    for (int32_t r = 0; r < window->rows; r++) {
        int32_t at = window->input_first + r * window->input_row;
        int32_t weight_at = window->weight_first + r * window->weight_row;
        for (int32_t c = 0; c < window->cols; c++, at += window->input_col, weight_at += window->weight_col) {
            sum += in[at] * weights[weight_at];
        }
    }
    return sum;
}

static void convolve_pixel(const job_t *job, const float *in, int32_t channels, float *out)
{
    const int32_t multiplier = job->params->depth_multiplier;
    int32_t o = 0;
    for (; multiplier == 1 && o + 4 <= channels; o += 4) {
        float sums[4];
        sum4(&job->window, in + o, job->weights + o, sums);
        for (int32_t i = 0; i < 4; i++) {
            out[o + i] = finish(job, sums[i], o + i);
        }
    }
    for (; o < channels; o++) {
        out[o] = finish(job, sum1(&job->window, in + o / multiplier, job->weights + o), o);
    }
}

void hil_depthwise_conv_f32(const hil_conv_params_t *params, const hil_dims_t *in_dims, const float *in, const float *weights,
                            const float *bias, const hil_dims_t *out_dims, float *out)
{
    job_t job = { .params = params, .weights = weights, .bias = bias };
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
                job.window = window_make(params, in_dims, y, x, out_dims->c);
                convolve_pixel(&job, in, out_dims->c, out);
                out += out_dims->c;
            }
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
