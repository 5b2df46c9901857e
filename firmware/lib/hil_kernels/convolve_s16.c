#include "hil_kernels.h"
#include "requantize_s16.h"
#include "window.h"

// CMSIS-NN sums so many columns of a filter in 32 bits before it goes on in 64.
enum { NARROW_COLUMNS = 512 };

typedef struct job {
    const hil_conv_params_t *params;
    const int8_t *weights;
    const hil_scales_t *scales;
    const hil_bias_t *bias;
    int32_t columns, group_outputs;
    bool wide;
} job_t;

// `narrow` is the number of columns, from the filter's first, that are summed in 32 bits.
static int64_t window_sum(const job_t *job, const window_t *window, const int16_t *in, const int8_t *filter, int32_t narrow)
{
    const int32_t channels = job->params->filter_channels;
    uint32_t low = 0;
    int64_t high = 0;
    for (int32_t r = 0; r < window->rows; r++) {
        for (int32_t c = 0; c < window->cols; c++) {
            const int16_t *x = in + window->input_first + r * window->input_row + c * window->input_col;
            const int32_t column = window->weight_first + r * window->weight_row + c * window->weight_col;
            const int8_t *w = filter + column;
            const int32_t left = narrow - column;
            const int32_t cut = left < 0 ? 0 : left < channels ? left : channels;
            for (int32_t i = 0; i < cut; i++) {
                low += (uint32_t)((int32_t)x[i] * w[i]);
            }
            for (int32_t i = cut; i < channels; i++) {
                high += (int32_t)x[i] * w[i];
            }
        }
    }
    return high + (int32_t)low;
}

static void convolve_pixel(const job_t *job, const window_t *window, const int16_t *in, int32_t channels, int32_t narrow, int16_t *out)
{
    for (int32_t o = 0; o < channels; o++) {
        const int64_t bias = hil_wide_bias(job->bias, o);
        const int16_t *group = in + o / job->group_outputs * job->params->filter_channels;
        int64_t sum = window_sum(job, window, group, job->weights + o * job->columns, narrow);
        sum = job->wide ? hil_sum_s64(sum, bias) : (int32_t)((uint32_t)sum + (uint32_t)bias);
        out[o] = hil_output_s16(job->scales, o, sum, job->wide, job->params->act_min, job->params->act_max);
    }
}

void hil_convolve_s16(const hil_conv_params_t *params, const hil_scales_t *scales, const hil_dims_t *in_dims, const int16_t *in,
                      const int8_t *weights, const hil_bias_t *bias, const hil_dims_t *out_dims, int16_t *out)
{
    const job_t job = {
        .params = params, .weights = weights, .scales = scales, .bias = bias,
        .columns = params->kernel_h * params->kernel_w * params->filter_channels,
        .group_outputs = out_dims->c / (in_dims->c / params->filter_channels),
        .wide = params->input_offset != HIL_SUMS_32,
    };
    const int32_t pixels = out_dims->h * out_dims->w;
    const int32_t usual = params->input_offset == HIL_SUMS_64 ? 0 : job.wide ? NARROW_COLUMNS : job.columns;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t pixel = 0; pixel < pixels; pixel++, out += out_dims->c) {
            const int32_t oy = pixel / out_dims->w, ox = pixel % out_dims->w;
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, params->dilation_h, params->kernel_h, in_dims->h);
            const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, params->dilation_w, params->kernel_w, in_dims->w);
            const window_t window = window_make(params, in_dims, y, x, params->filter_channels);
            // CMSIS-NN takes pixels two by two; the last of an odd number is summed in 32 bits throughout.
            const bool unpaired = params->input_offset == HIL_SUMS_CMSIS_NN && pixels % 2 == 1 && pixel == pixels - 1;
            convolve_pixel(&job, &window, in, out_dims->c, unpaired ? job.columns : usual, out);
        }
        in += in_dims->h * in_dims->w * in_dims->c;
    }
}
