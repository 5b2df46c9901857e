#include <math.h>
#include <stdlib.h>

#include "conv_case.h"
#include "naive.h"

enum { ROUNDS = 4000, MAX_CHANNELS = 64 };

// Heap blocks of the exact size, so that the sanitizer sees a read one byte past a tensor.
static int8_t *random_bytes(test_random_t *random, int32_t count)
{
    int8_t *bytes = malloc((size_t)count);
    test_fill(random, (uint8_t *)bytes, (size_t)count);
    return bytes;
}

typedef struct scale_arrays {
    int32_t multiplier[MAX_CHANNELS], shift[MAX_CHANNELS], bias[MAX_CHANNELS];
    hil_scales_t scales;
} scale_arrays_t;

static void random_scales(test_random_t *random, scale_arrays_t *s)
{
    for (int i = 0; i < MAX_CHANNELS; i++) {
        s->multiplier[i] = test_range(random, 1 << 30, INT32_MAX);
        s->shift[i] = test_range(random, -12, 1);
        s->bias[i] = (int32_t)test_next(random) >> (test_next(random) % 32);
    }
    s->scales = (hil_scales_t){ s->multiplier, s->shift, test_range(random, 0, 1), test_range(random, 0, 1) == 1 };
}

static void check_bytes(const int8_t *expected, const int8_t *actual, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        CHECK_EQUAL(expected[i], actual[i]);
    }
}

static void convolutions_equal_their_definition(bool depthwise)
{
    test_random_t random = { depthwise ? 21 : 22 };
    for (int round = 0; round < ROUNDS; round++) {
        const conv_case_t c = conv_case_make(&random, depthwise);
        scale_arrays_t s;
        random_scales(&random, &s);
        int8_t *in = random_bytes(&random, dims_count(&c.in));
        int8_t *weights = random_bytes(&random, c.weights);
        int8_t *out = malloc((size_t)dims_count(&c.out));
        int8_t *expected = malloc((size_t)dims_count(&c.out));
        const int32_t *bias = test_range(&random, 0, 4) == 0 ? NULL : s.bias;
        naive_convolve_s8(&c.params, &s.scales, &c.in, in, weights, bias, &c.out, expected, depthwise);
        (depthwise ? hil_depthwise_conv_s8 : hil_convolve_s8)(&c.params, &s.scales, &c.in, in, weights, bias, &c.out, out);
        check_bytes(expected, out, dims_count(&c.out));
        free(in);
        free(weights);
        free(out);
        free(expected);
    }
}

static void convolve_s8_equals_its_definition(void)
{
    convolutions_equal_their_definition(false);
}

static void depthwise_s8_equals_its_definition(void)
{
    convolutions_equal_their_definition(true);
}

static int8_t naive_row(const hil_fc_params_t *p, const scale_arrays_t *s, const int8_t *in, const int8_t *weights, const int32_t *bias, int32_t o)
{
    int64_t sum = bias == NULL ? 0 : bias[o];
    for (int32_t i = 0; i < p->depth; i++) {
        sum += (in[i] + p->input_offset) * (weights[o * p->depth + i] + p->filter_offset);
    }
    const int32_t k = o * s->scales.step;
    const int32_t scaled = naive_requantize((int32_t)(uint32_t)(uint64_t)sum, s->multiplier[k], s->shift[k], s->scales.single_rounding);
    int32_t value = (int32_t)((uint32_t)scaled + (uint32_t)p->output_offset);
    value = value < p->act_min ? p->act_min : value;
    return (int8_t)(value > p->act_max ? p->act_max : value);
}

static void fully_connected_s8_equals_its_definition(void)
{
    test_random_t random = { 23 };
    for (int round = 0; round < ROUNDS; round++) {
        const hil_fc_params_t p = { test_range(&random, -127, 128), test_range(&random, -8, 8), test_range(&random, -128, 127), -128, 127,
                                    test_range(&random, 1, 3), test_range(&random, 1, 40), test_range(&random, 1, 40) };
        scale_arrays_t s;
        random_scales(&random, &s);
        int8_t *in = random_bytes(&random, p.batches * p.depth);
        int8_t *weights = random_bytes(&random, p.outputs * p.depth);
        int8_t *out = malloc((size_t)(p.batches * p.outputs));
        const int32_t *bias = test_range(&random, 0, 4) == 0 ? NULL : s.bias;
        hil_fully_connected_s8(&p, &s.scales, in, weights, bias, out);
        for (int32_t i = 0; i < p.batches * p.outputs; i++) {
            CHECK_EQUAL(naive_row(&p, &s, in + i / p.outputs * p.depth, weights, bias, i % p.outputs), out[i]);
        }
        free(in);
        free(weights);
        free(out);
    }
}

static int32_t naive_mean(const hil_pool_params_t *p, const hil_dims_t *d, const int8_t *in, int32_t oy, int32_t ox, int32_t c)
{
    int32_t sum = 0, count = 0;
    for (int32_t ky = 0; ky < p->kernel_h; ky++) {
        for (int32_t kx = 0; kx < p->kernel_w; kx++) {
            const int32_t y = oy * p->stride_h - p->pad_h + ky, x = ox * p->stride_w - p->pad_w + kx;
            if (y >= 0 && x >= 0 && y < d->h && x < d->w) {
                sum += in[(y * d->w + x) * d->c + c];
                count++;
            }
        }
    }
    return (int32_t)lround((double)sum / count);
}

static void avgpool_s8_equals_its_definition(void)
{
    test_random_t random = { 24 };
    for (int round = 0; round < ROUNDS; round++) {
        const int32_t k = test_range(&random, 1, 5), pad = test_range(&random, 0, k - 1), stride = test_range(&random, 1, 3);
        const hil_dims_t in_dims = { 1, test_range(&random, 1, 8), test_range(&random, 1, 8), test_range(&random, 1, 9) };
        const hil_dims_t out_dims = { 1, (in_dims.h - 1 + pad) / stride + 1, (in_dims.w - 1 + pad) / stride + 1, in_dims.c };
        const hil_pool_params_t p = { -100, 101, stride, stride, pad, pad, k, k };
        int8_t *in = random_bytes(&random, dims_count(&in_dims));
        int8_t *out = malloc((size_t)dims_count(&out_dims));
        hil_avgpool_s8(&p, &in_dims, in, &out_dims, out);
        for (int32_t i = 0; i < dims_count(&out_dims); i++) {
            const int32_t c = i % out_dims.c, x = i / out_dims.c % out_dims.w, y = i / out_dims.c / out_dims.w;
            const int32_t mean = naive_mean(&p, &in_dims, in, y, x, c);
            CHECK_EQUAL(mean < -100 ? -100 : mean > 101 ? 101 : mean, out[i]);
        }
        free(in);
        free(out);
    }
}

static void add_s8_equals_its_definition(void)
{
    test_random_t random = { 25 };
    for (int round = 0; round < ROUNDS; round++) {
        const bool single = test_range(&random, 0, 1) == 1;
        const hil_add_params_t p = { test_range(&random, -127, 128), test_range(&random, -127, 128), 20,
                                     test_range(&random, 1 << 30, INT32_MAX), test_range(&random, -8, 0),
                                     test_range(&random, 1 << 30, INT32_MAX), test_range(&random, -8, 0), test_range(&random, -128, 127),
                                     test_range(&random, 1 << 30, INT32_MAX), test_range(&random, -22, -14), -128, 127 };
        int8_t a[33], b[33], out[33];
        test_fill(&random, (uint8_t *)a, 33);
        test_fill(&random, (uint8_t *)b, 33);
        hil_elementwise_add_s8(&p, single, a, b, out, 33);
        for (int i = 0; i < 33; i++) {
            const int32_t x = naive_requantize((a[i] + p.input1_offset) * (1 << 20), p.input1_multiplier, p.input1_shift, single);
            const int32_t y = naive_requantize((b[i] + p.input2_offset) * (1 << 20), p.input2_multiplier, p.input2_shift, single);
            const int32_t sum = naive_requantize(x + y, p.output_multiplier, p.output_shift, single) + p.output_offset;
            CHECK_EQUAL(sum < -128 ? -128 : sum > 127 ? 127 : sum, out[i]);
        }
    }
}

static void softmax_s8_is_near_the_real_one(void)
{
    test_random_t random = { 26 };
    for (int round = 0; round < 500; round++) {
        // beta * scale = 1/16: times 2^26 = 2^22 = 2^30 * 2^(23 - 31).
        const hil_softmax_params_t p = { 2, test_range(&random, 1, 511), 1 << 30, 23, -248 };
        int8_t *in = random_bytes(&random, 2 * p.row_size);
        int8_t *out = malloc((size_t)(2 * p.row_size));
        hil_softmax_s8(&p, in, out);
        for (int32_t r = 0; r < 2; r++) {
            double sum = 0;
            for (int32_t i = 0; i < p.row_size; i++) {
                sum += exp(in[r * p.row_size + i] / 16.0);
            }
            for (int32_t i = 0; i < p.row_size; i++) {
                const double real = exp(in[r * p.row_size + i] / 16.0) / sum * 256.0 - 128.0;
                CHECK(fabs(fmin(real, 127.0) - out[r * p.row_size + i]) < 1.01);
            }
        }
        free(in);
        free(out);
    }
}

const test_case_t kernel_s8_tests[] = {
    { "convolve_s8_equals_its_definition", convolve_s8_equals_its_definition },
    { "depthwise_s8_equals_its_definition", depthwise_s8_equals_its_definition },
    { "fully_connected_s8_equals_its_definition", fully_connected_s8_equals_its_definition },
    { "avgpool_s8_equals_its_definition", avgpool_s8_equals_its_definition },
    { "add_s8_equals_its_definition", add_s8_equals_its_definition },
    { "softmax_s8_is_near_the_real_one", softmax_s8_is_near_the_real_one },
    { NULL, NULL },
};
