#include "extremum_row.h"
#include "hil_kernels.h"

// The step in an input from one index of a dimension to the next: none where it is broadcast.
static int32_t step_of(int32_t extent, int32_t elements)
{
    return extent == 1 ? 0 : elements;
}

static int32_t pick(int32_t a, int32_t b, bool maximum)
{
    return (a > b) == maximum ? a : b;
}

typedef struct steps {
    int32_t n, h, w, c;
} steps_t;

static steps_t steps_of(const hil_dims_t *d)
{
    return (steps_t){ step_of(d->n, d->h * d->w * d->c), step_of(d->h, d->w * d->c), step_of(d->w, d->c), step_of(d->c, 1) };
}

static void pick_row(const void *a, int32_t a_step, const void *b, int32_t b_step, void *out, int32_t count, int32_t bytes, bool maximum)
{
    if (a_step == 1 && b_step == 1) {
        hil_extremum_row(maximum, bytes, a, b, out, count);
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        if (bytes == 1) {
            ((int8_t *)out)[i] = (int8_t)pick(((const int8_t *)a)[i * a_step], ((const int8_t *)b)[i * b_step], maximum);
        } else {
            ((int16_t *)out)[i] = (int16_t)pick(((const int16_t *)a)[i * a_step], ((const int16_t *)b)[i * b_step], maximum);
        }
    }
}

void hil_extremum(bool maximum, const hil_dims_t *a_dims, const void *a, const hil_dims_t *b_dims, const void *b, const hil_dims_t *out_dims,
                  void *out, int32_t bytes)
{
    if (memcmp(a_dims, out_dims, sizeof *a_dims) == 0 && memcmp(b_dims, out_dims, sizeof *b_dims) == 0) {
        hil_extremum_row(maximum, bytes, a, b, out, out_dims->n * out_dims->h * out_dims->w * out_dims->c);
        return;
    }
    const steps_t sa = steps_of(a_dims), sb = steps_of(b_dims);
    uint8_t *to = out;
    for (int32_t n = 0; n < out_dims->n; n++) {
        for (int32_t y = 0; y < out_dims->h; y++) {
            for (int32_t x = 0; x < out_dims->w; x++) {
                const uint8_t *first = (const uint8_t *)a + (n * sa.n + y * sa.h + x * sa.w) * bytes;
                const uint8_t *second = (const uint8_t *)b + (n * sb.n + y * sb.h + x * sb.w) * bytes;
                pick_row(first, sa.c, second, sb.c, to, out_dims->c, bytes, maximum);
                to += out_dims->c * bytes;
            }
        }
    }
}
