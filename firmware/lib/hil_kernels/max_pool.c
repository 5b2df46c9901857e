#include "extremum_row.h"
#include "hil_kernels.h"
#include "taps.h"

// Fewer do not pay for a row.
enum { FEW_CHANNELS = 4 };

// An element of 1 or 2 bytes.
static int32_t element(const void *values, int32_t at, int32_t bytes)
{
    return bytes == 1 ? ((const int8_t *)values)[at] : ((const int16_t *)values)[at];
}

static int32_t window_maximum(const hil_dims_t *d, const void *in, int32_t bytes, int32_t base, hil_taps_t y, hil_taps_t x)
{
    int32_t maximum = INT16_MIN;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        for (int32_t kx = x.first; kx < x.last; kx++) {
            const int32_t value = element(in, base + ((y.origin + ky) * d->w + x.origin + kx) * d->c, bytes);
            maximum = value > maximum ? value : maximum;
        }
    }
    return maximum;
}

static void put(void *values, int32_t at, int32_t bytes, int32_t value)
{
    if (bytes == 1) {
        ((int8_t *)values)[at] = (int8_t)value;
    } else {
        ((int16_t *)values)[at] = (int16_t)value;
    }
}

// A pixel element by element: few channels, or a window without a tap.
static void put_elements(const hil_pool_params_t *p, const hil_dims_t *d, const void *in, int32_t bytes, hil_taps_t y, hil_taps_t x, void *out)
{
    for (int32_t c = 0; c < d->c; c++) {
        int32_t value = window_maximum(d, in, bytes, c, y, x);
        value = value < p->act_min ? p->act_min : value;
        put(out, c, bytes, value > p->act_max ? p->act_max : value);
    }
}

static void clamp_row(const hil_pool_params_t *p, void *row, int32_t count, int32_t bytes)
{
    const bool whole = bytes == 1 ? p->act_min == INT8_MIN && p->act_max == INT8_MAX : p->act_min == INT16_MIN && p->act_max == INT16_MAX;
    for (int32_t i = 0; !whole && i < count; i++) {
        int32_t value = element(row, i, bytes);
        value = value < p->act_min ? p->act_min : value;
        put(row, i, bytes, value > p->act_max ? p->act_max : value);
    }
}

// A pixel's channels together, tap by tap.
static void put_row(const hil_pool_params_t *p, const hil_dims_t *d, const void *in, int32_t bytes, hil_taps_t y, hil_taps_t x, void *out)
{
    const void *largest = NULL;
    for (int32_t ky = y.first; ky < y.last; ky++) {
        for (int32_t kx = x.first; kx < x.last; kx++) {
            const void *tap = (const uint8_t *)in + ((y.origin + ky) * d->w + x.origin + kx) * d->c * bytes;
            hil_extremum_row(true, bytes, largest == NULL ? tap : largest, tap, out, d->c);
            largest = out;
        }
    }
    clamp_row(p, out, d->c, bytes);
}

void hil_max_pool(const hil_pool_params_t *params, const hil_dims_t *in_dims, const void *in, const hil_dims_t *out_dims, void *out, int32_t bytes)
{
    const uint8_t *image = in;
    uint8_t *to = out;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t oy = 0; oy < out_dims->h; oy++) {
            const hil_taps_t y = hil_taps_inside(oy * params->stride_h - params->pad_h, 1, params->kernel_h, in_dims->h);
            for (int32_t ox = 0; ox < out_dims->w; ox++, to += in_dims->c * bytes) {
                const hil_taps_t x = hil_taps_inside(ox * params->stride_w - params->pad_w, 1, params->kernel_w, in_dims->w);
                const bool few = in_dims->c < FEW_CHANNELS || y.first == y.last || x.first == x.last;
                (few ? put_elements : put_row)(params, in_dims, image, bytes, y, x, to);
            }
        }
        image += in_dims->h * in_dims->w * in_dims->c * bytes;
    }
}
