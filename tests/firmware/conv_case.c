#include "conv_case.h"

static int32_t small_or_odd(test_random_t *random, int32_t low, int32_t usual, int32_t odd)
{
    return test_range(random, 0, 9) == 0 ? odd : test_range(random, low, usual);
}

// Usual shapes: what the fast ways of the kernels are made for.
static void narrow_sometimes(test_random_t *random, conv_case_t *c)
{
    hil_conv_params_t *p = &c->params;
    if (test_range(random, 0, 2) != 0) {
        return;
    }
    p->act_max = 127;
    p->stride_h = p->stride_w = p->dilation_h = p->dilation_w = 1;
    p->kernel_h = p->kernel_w = test_range(random, 0, 1) == 0 ? 3 : 1;
    p->pad_h = p->pad_w = p->kernel_w / 2;
    c->out.h = c->in.h;
    c->out.w = c->in.w;
}

// Windows that do not fit a kernel's scratch memory at once, and more channels than are kept on the stack.
static void grow(test_random_t *random, conv_case_t *c, int32_t groups)
{
    hil_conv_params_t *p = &c->params;
    if (test_range(random, 0, 1) == 0) {
        p->filter_channels = test_range(random, 100, 1200);
        p->kernel_h = test_range(random, 1, 3);
        p->kernel_w = test_range(random, 1, 3);
        c->out.c = groups * test_range(random, 1, 5);
    } else {
        c->out.c = groups * test_range(random, 120, 150);
    }
    c->in.c = p->filter_channels * groups;
    c->in.h = c->in.h < 4 ? c->in.h : 4;
    c->in.w = c->in.w < 4 ? c->in.w : 4;
    c->out.h = c->out.h < 3 ? c->out.h : 3;
    c->out.w = c->out.w < 3 ? c->out.w : 3;
}

conv_case_t conv_case_make(test_random_t *random, bool depthwise)
{
    conv_case_t c = { .in = { test_range(random, 1, 2), test_range(random, 1, 7), test_range(random, 1, 7), 0 } };
    hil_conv_params_t *p = &c.params;
    *p = (hil_conv_params_t){
        .input_offset = test_range(random, -127, 128), .output_offset = test_range(random, -128, 127),
        .act_min = -128, .act_max = test_range(random, 0, 127),
        .stride_h = test_range(random, 1, 3), .stride_w = small_or_odd(random, 1, 3, 32767),
        .pad_h = test_range(random, 0, 3), .pad_w = small_or_odd(random, 0, 3, 32767),
        .dilation_h = small_or_odd(random, 1, 2, 32767), .dilation_w = small_or_odd(random, 1, 2, 32767),
        .kernel_h = test_range(random, 1, 5), .kernel_w = test_range(random, 1, 5),
    };
    c.out = (hil_dims_t){ c.in.n, test_range(random, 1, 5), test_range(random, 1, 5), 0 };
    const int32_t group = test_range(random, 1, 3);
    if (depthwise) {
        c.in.c = test_range(random, 1, 44);
        p->depth_multiplier = test_range(random, 0, 2) == 0 ? group : 1;
        c.out.c = c.in.c * p->depth_multiplier;
    } else {
        p->filter_channels = test_range(random, 1, 9);
        c.in.c = p->filter_channels * group;
        c.out.c = group * test_range(random, 1, 12);
    }
    narrow_sometimes(random, &c);
    if (!depthwise && test_range(random, 0, 15) == 0) {
        grow(random, &c, group);
    }
    c.weights = p->kernel_h * p->kernel_w * c.out.c * (depthwise ? 1 : p->filter_channels);
    return c;
}
