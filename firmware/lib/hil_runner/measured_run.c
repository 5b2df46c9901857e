#include "measured_run.h"

#include <stddef.h>

#include "hil_crc32.h"

typedef struct measurement {
    hil_runner_t *runner;
    bool records;
    uint16_t operators;
    uint64_t started, total;
} measurement_t;

static void before(void *context, uint16_t operator_index)
{
    measurement_t *m = context;
    m->runner->running_operator = operator_index;
    if (m->runner->board->settle != NULL) {
        m->runner->board->settle();
    }
    m->started = m->runner->board->ticks();
}

static void after(void *context, uint16_t operator_index)
{
    measurement_t *m = context;
    const uint64_t ticks = m->runner->board->ticks() - m->started;
    m->runner->running_operator = 0xFFFF;
    m->total += ticks;
    if (m->records && operator_index < m->operators && operator_index < HIL_MAX_OPERATORS) {
        const hil_span_t out = m->runner->model->operator_output(m->runner->model->context, operator_index);
        m->runner->records[operator_index] = (hil_layer_record_t){ hil_crc32(0, out.bytes, out.count), (uint32_t)ticks };
        m->runner->record_count = (uint16_t)(operator_index + 1);
    }
    hil_runner_sign_of_life(m->runner, operator_index);
}

uint64_t measured_run(hil_runner_t *runner, uint16_t operators, bool records)
{
    measurement_t measurement = { .runner = runner, .records = records, .operators = operators };
    const hil_layer_hook_t hook = { &measurement, before, after };
    runner->record_count = 0;
    runner->model->invoke(runner->model->context, operators, &hook);
    return measurement.total;
}
