// Random convolutions, also odd ones: paddings beyond the kernel, windows wholly outside, dilations beyond the input.
#ifndef CONV_CASE_H
#define CONV_CASE_H

#include "hil_kernel_types.h"
#include "test.h"

typedef struct conv_case {
    hil_conv_params_t params;
    hil_dims_t in, out;
    int32_t weights;   // elements
} conv_case_t;

conv_case_t conv_case_make(test_random_t *random, bool depthwise);

static inline int32_t dims_count(const hil_dims_t *d)
{
    return d->n * d->h * d->w * d->c;
}

#endif
