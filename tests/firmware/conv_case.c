#include "conv_case.h"

static int32_t small_or_odd(test_random_t *random, int32_t low, int32_t usual, int32_t odd)
{
    return test_range(random, 0, 9) == 0 ? odd : test_range(random, low, usual);
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
        c.in.c = test_range(random, 1, 21);
        p->depth_multiplier = group;
        c.out.c = c.in.c * group;
    } else {
        p->filter_channels = test_range(random, 1, 9);
        c.in.c = p->filter_channels * group;
        c.out.c = group * test_range(random, 1, 12);
    }
    c.weights = p->kernel_h * p->kernel_w * c.out.c * (depthwise ? 1 : p->filter_channels);
    return c;
}
