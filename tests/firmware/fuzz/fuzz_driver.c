// fuzz_driver RUNS [SEED]
#include <stdio.h>
#include <stdlib.h>

#include "fuzz_inputs.h"

int main(int argc, char **argv)
{
    const unsigned long runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
    test_random_t random = { argc > 2 ? strtoul(argv[2], NULL, 10) | 1u : 4711 };
    fuzz_run(&random, runs);
    const fuzz_depth_t *d = &fuzz_depth;
    printf("%lu inputs, no finding; %lu of %lu requests were obeyed, %lu of %lu images accepted and run\n", runs, d->good_requests, d->requests,
           d->good_images, d->images);
    return 0;
}
