// Runs a model and counts its operators only.
#ifndef HIL_MEASURED_RUN_H
#define HIL_MEASURED_RUN_H

#include "hil_runner.h"

// Runs the first `operators`; with `records` it fills runner->records. Returns the ticks of the operators.
uint64_t measured_run(hil_runner_t *runner, uint16_t operators, bool records);

#endif
