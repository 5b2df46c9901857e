#include "hil_kernels.h"
#include "tile_s8.h"

typedef struct job {
    const hil_fc_params_t *params;
    const int8_t *weights;
    hil_output_stage_t stage;
    hil_tile_t tile;
} job_t;

// sum(x * (w + f)) = sum(x * w) + f * sum(x), also modulo 2^32: keeps the filter offset out of the loops.
static uint32_t filter_offset_part(const hil_fc_params_t *p, const int8_t *in)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < p->depth; i++) {
        sum += (uint32_t)in[i] + (uint32_t)p->input_offset;
    }
    return sum * (uint32_t)p->filter_offset;
}

static void move_start(int32_t *start, int32_t count, uint32_t part)
{
    for (int32_t o = 0; part != 0 && o < count; o++) {
        start[o] = (int32_t)((uint32_t)start[o] + part);
    }
}

static void take(job_t *job, const int8_t *in, int32_t pixels, int32_t from, int32_t depth)
{
    for (int32_t p = 0; p < pixels; p++) {
        hil_tile_take(&job->tile, p, in + p * job->params->depth + from, depth, job->params->input_offset);
    }
}

// A tile whose inputs do not fit at once, part by part.
static void sum_parts(job_t *job, const int8_t *in, int32_t pixels, int32_t first, int32_t count, const int32_t *start, hil_sums_t *sums)
{
    const int32_t depth = job->params->depth;
    for (int32_t from = 0, part; from < depth; from += part) {
        part = hil_min(HIL_ROW_DEPTH, depth - from);
        take(job, in, pixels, from, part);
        hil_tile_dots(&job->tile, pixels, part, job->weights + first * depth + from, depth, count, from == 0 ? start : NULL, sums);
    }
}

// Outputs [first, first + count) of all batches. `held`: the tile holds the inputs of the only tile of batches.
static void connect_block(job_t *job, const int8_t *in, int32_t first, int32_t count, int32_t *start, bool held, int8_t *out)
{
    const hil_fc_params_t *p = job->params;
    // With a filter offset every batch begins its sums elsewhere, so there it goes a batch at a time.
    const int32_t most = p->filter_offset == 0 ? HIL_TILE : 1;
    for (int32_t b = 0; b < p->batches; b += most, in += most * p->depth, out += most * p->outputs) {
        const int32_t pixels = hil_min(most, p->batches - b);
        const uint32_t part = p->filter_offset == 0 ? 0 : filter_offset_part(p, in);
        hil_sums_t sums;
        move_start(start, count, part);
        if (p->depth > HIL_ROW_DEPTH) {
            sum_parts(job, in, pixels, first, count, start, &sums);
        } else {
            if (!held) {
                take(job, in, pixels, 0, p->depth);
            }
            hil_tile_dots(&job->tile, pixels, p->depth, job->weights + first * p->depth, p->depth, count, start, &sums);
        }
        move_start(start, count, 0u - part);
        hil_output_s8(&job->stage, first, count, pixels, &sums, out + first, p->outputs);
    }
}

void hil_fully_connected_s8(const hil_fc_params_t *params, const hil_scales_t *scales, const int8_t *in, const int8_t *weights,
                            const hil_bias_t *bias, int8_t *out)
{
    job_t job;
    job.params = params;
    job.weights = weights;
    job.stage = hil_output_stage(scales, params->outputs, params->output_offset, params->act_min, params->act_max);
    const bool held = params->depth <= HIL_ROW_DEPTH && params->batches <= (params->filter_offset == 0 ? HIL_TILE : 1);
    if (held) {
        take(&job, in, params->batches, 0, params->depth);
    }
    for (int32_t first = 0; first < params->outputs; first += HIL_OUTPUT_BLOCK) {
        int32_t start[HIL_OUTPUT_BLOCK];
        const int32_t count = hil_min(HIL_OUTPUT_BLOCK, params->outputs - first);
        hil_tile_start(bias, first, count, weights + first * params->depth, params->depth, params->input_offset, start);
        connect_block(&job, in, first, count, start, held, out);
    }
}
