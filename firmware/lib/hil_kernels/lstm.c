// UNIDIRECTIONAL_SEQUENCE_LSTM, one row of the gates at a time: a unit's gates need the step's input and the hidden state of the step
// before, which lies in the output, so that nothing needs to be kept aside.
#include "activation_s16.h"
#include "hil_kernels.h"
#include "requantize_s16.h"

enum { FORGET, UPDATE, CELL, OUTPUT };

typedef struct lstm {
    const hil_lstm_params_t *p;
    const hil_lstm_weights_t *w;
    const hil_scales_t *scales;
    int32_t bytes;   // of an input, a hidden state and an output
} lstm_t;

static int32_t value_at(const lstm_t *l, const void *values, int32_t i)
{
    return l->bytes == 1 ? ((const int8_t *)values)[i] : ((const int16_t *)values)[i];
}

static int64_t dot(const lstm_t *l, const void *vector, const int8_t *weights, int32_t count)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += value_at(l, vector, i) * weights[i];
    }
    return sum;
}

// Part 2 * gate is the input's, 2 * gate + 1 the hidden state's.
static int32_t gate_part(const lstm_t *l, int32_t part, int32_t unit, const void *vector, int32_t count)
{
    const int32_t multiplier = l->scales->multiplier[part], shift = l->scales->shift[part];
    const int64_t sum = dot(l, vector, l->w->weights[part] + unit * count, count);
    if (l->bytes == 1) {
        const uint32_t bias = (uint32_t)((const int32_t *)l->w->biases[part])[unit];
        return hil_requantize((int32_t)((uint32_t)sum + bias), multiplier, shift, l->scales->single_rounding);
    }
    return hil_requantize_s64(hil_sum_s64(sum, ((const int64_t *)l->w->biases[part])[unit]), hil_reduced_multiplier(multiplier), shift);
}

static int16_t saturate(int32_t value)
{
    return hil_clamp_s16(value, INT16_MIN, INT16_MAX);
}

// `hidden` is NULL in the first step of a sequence without a past.
static int16_t gate(const lstm_t *l, int32_t number, int32_t unit, const void *input, const void *hidden)
{
    int16_t value = saturate(gate_part(l, 2 * number, unit, input, l->p->input_size));
    if (hidden != NULL) {
        const int32_t part = gate_part(l, 2 * number + 1, unit, hidden, l->p->hidden_size);
        value = saturate((int32_t)((uint32_t)part + (uint32_t)value));
    }
    const int32_t scaled = hil_activation_input(value, 0);
    return number == CELL ? hil_tanh_s16(scaled) : hil_sigmoid_s16(scaled);
}

static int32_t scaled_product(const lstm_t *l, int32_t scale, int16_t a, int16_t b)
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
        const int16_t forget = gate(l, FORGET, unit, input, hidden);
        const int16_t update = gate(l, UPDATE, unit, input, hidden);
        const int16_t candidate = gate(l, CELL, unit, input, hidden);
        cell[unit] = next_cell(l, cell[unit], forget, update, candidate);
        const int16_t output = gate(l, OUTPUT, unit, input, hidden);
        put_output(l, out, unit, output, hil_tanh_s16(hil_activation_input(cell[unit], l->p->cell_scale_power + 12)));
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
