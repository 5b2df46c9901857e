// Seeded inputs for the fuzz target, made to get past the first checks. They need no libFuzzer.
#ifndef FUZZ_INPUTS_H
#define FUZZ_INPUTS_H

#include "fuzz_target.h"
#include "test.h"

// Gives the target `runs` inputs.
void fuzz_run(test_random_t *random, unsigned long runs);

#endif
