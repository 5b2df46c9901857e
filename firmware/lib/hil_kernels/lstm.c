// UNIDIRECTIONAL_SEQUENCE_LSTM, one row of the gates at a time: a unit's gates need the step's input and the hidden state of the step
// before, which lies in the output, so that nothing needs to be kept aside.
#include "activation_s16.h"
#include "dots4.h"
#include "hil_kernels.h"
#include "requantize_s16.h"

enum { FORGET, UPDATE, CELL, OUTPUT };

typedef struct lstm {
    const hil_lstm_params_t *p;
    const hil_lstm_weights_t *w;
    const hil_scales_t *scales;
    int32_t bytes;   // of an input, a hidden state and an output
} lstm_t;

// Sums of a unit's four gates with biases of 32 bits, wrapping; scaled.
static void gate_parts_s8(const lstm_t *l, int32_t first, int32_t unit, const int8_t *vector, int32_t count, const hil_filters4_t *filters,
                          int32_t parts[4])
{
    uint32_t sums[4] = { 0 };
    hil_dots4_s8(vector, 0, filters, 0, count, sums);
    for (int32_t g = 0, part = first; g < 4; g++, part += 2) {
        const uint32_t bias = (uint32_t)((const int32_t *)l->w->biases[part])[unit];
        parts[g] = hil_requantize((int32_t)(sums[g] + bias), l->scales->multiplier[part], l->scales->shift[part], l->scales->single_rounding);
    }
}

// The same in 64 bits.
static void gate_parts_s16(const lstm_t *l, int32_t first, int32_t unit, const int16_t *vector, int32_t count, const hil_filters4_t *filters,
                           int32_t parts[4])
{
    int64_t sums[4] = { 0 };
    hil_dots4_wide_s16(vector, filters, 0, count, sums);
    for (int32_t g = 0, part = first; g < 4; g++, part += 2) {
        const int64_t bias = ((const int64_t *)l->w->biases[part])[unit];
        parts[g] = hil_requantize_s64(hil_sum_s64(sums[g], bias), hil_reduced_multiplier(l->scales->multiplier[part]), l->scales->shift[part]);
    }
}

// The vector's parts of a unit's four gates: 0, 2, 4 and 6 are the input's (first = 0), 1, 3, 5 and 7 the hidden state's.
static __attribute__((noinline)) void gate_parts(const lstm_t *l, int32_t first, int32_t unit, const void *vector, int32_t count, int32_t parts[4])
{
    hil_filters4_t filters = { .count = 4 };
    for (int32_t g = 0; g < 4; g++) {
        filters.w[g] = l->w->weights[first + 2 * g] + unit * count;
    }
    if (l->bytes == 1) {
        gate_parts_s8(l, first, unit, vector, count, &filters, parts);
    } else {
        gate_parts_s16(l, first, unit, vector, count, &filters, parts);
    }
}

static int16_t saturate(int32_t value)
{
    return hil_clamp_s16(value, INT16_MIN, INT16_MAX);
}

// `hidden` is NULL in the first step of a sequence without a past.
static void gates_of(const lstm_t *l, int32_t unit, const void *input, const void *hidden, int16_t gates[4])
{
    int32_t parts[4], hidden_parts[4];
    gate_parts(l, 0, unit, input, l->p->input_size, parts);
    if (hidden != NULL) {
        gate_parts(l, 1, unit, hidden, l->p->hidden_size, hidden_parts);
    }
    for (int32_t g = 0; g < 4; g++) {
        int16_t value = saturate(parts[g]);
        if (hidden != NULL) {
            value = saturate((int32_t)((uint32_t)hidden_parts[g] + (uint32_t)value));
        }
        const int32_t scaled = hil_activation_input(value, 0);
        gates[g] = g == CELL ? hil_tanh_s16(scaled) : hil_sigmoid_s16(scaled);
    }
}

static __attribute__((noinline)) int32_t scaled_product(const lstm_t *l, int32_t scale, int16_t a, int16_t b)
{
    return hil_requantize((int32_t)a * b, l->scales->multiplier[scale], l->scales->shift[scale], l->scales->single_rounding);
}

static int16_t next_cell(const lstm_t *l, int16_t cell, int16_t forget, int16_t update, int16_t candidate)
{
    const int16_t kept = saturate(scaled_product(l, HIL_LSTM_FORGET_TO_CELL, forget, cell));
    const int32_t sum = (int32_t)((uint32_t)scaled_product(l, HIL_LSTM_INPUT_TO_CELL, update, candidate) + (uint32_t)(int32_t)kept);
    const int32_t clip = l->p->cell_clip;
    return clip > 0 ? hil_clamp_s16(sum, -clip, clip) : saturate(sum);
}

static void put_output(const lstm_t *l, void *out, int32_t unit, int16_t gate_value, int16_t cell_value)
{
    const int32_t product = scaled_product(l, HIL_LSTM_OUTPUT, gate_value, cell_value);
    const int32_t value = (int32_t)((uint32_t)product + (uint32_t)l->p->output_offset);
    if (l->bytes == 1) {
        const int32_t raised = value < INT8_MIN ? INT8_MIN : value;
        ((int8_t *)out)[unit] = (int8_t)(raised > INT8_MAX ? INT8_MAX : raised);
    } else {
        ((int16_t *)out)[unit] = saturate(value);
    }
}

static void step(const lstm_t *l, const void *input, const void *hidden, int16_t *cell, void *out)
{
    for (int32_t unit = 0; unit < l->p->hidden_size; unit++) {
        int16_t gates[4];
        gates_of(l, unit, input, hidden, gates);
        cell[unit] = next_cell(l, cell[unit], gates[FORGET], gates[UPDATE], gates[CELL]);
        put_output(l, out, unit, gates[OUTPUT], hil_tanh_s16(hil_activation_input(cell[unit], l->p->cell_scale_power + 12)));
    }
}

void hil_lstm(const hil_lstm_params_t *params, const hil_lstm_weights_t *weights, const hil_scales_t *scales, const void *in, void *hidden_state,
              int16_t *cell_state, void *out, int32_t bytes)
{
    const lstm_t l = { params, weights, scales, bytes };
    const int32_t units = params->hidden_size;
    if (hidden_state == NULL) {
        memset(cell_state, 0, (size_t)(params->batches * units) * sizeof *cell_state);
    }
    for (int32_t b = 0; b < params->batches; b++) {
        uint8_t *state = hidden_state == NULL ? NULL : (uint8_t *)hidden_state + b * units * bytes;
        const void *hidden = state;
        for (int32_t t = 0; t < params->steps; t++) {
            const int32_t row = params->time_major ? t * params->batches + b : b * params->steps + t;
            uint8_t *to = (uint8_t *)out + row * units * bytes;
            step(&l, (const uint8_t *)in + row * params->input_size * bytes, hidden, cell_state + b * units, to);
            hidden = to;
        }
        if (state != NULL) {
            memcpy(state, hidden, (size_t)(units * bytes));
        }
    }
}
