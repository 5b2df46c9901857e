// Runs every shape once, counts its instructions and checks its outputs. A line a shape: name|instructions|products.
#include <stdint.h>
#include <stdio.h>

#include "hil_kernel_set.h"
#include "shapes.h"

// A counter and the nanoseconds of its tick, from the linker's command line; an instruction takes 64 ns under -icount shift=6.
extern volatile uint32_t COUNTER[];
extern uint32_t TICK_NS[];

enum { INSTRUCTION_NS = 64 };

// Instructions of the call, to one or two: a tick is shorter than an instruction.
static uint32_t count(void (*run)(void))
{
    const uint32_t before = *COUNTER;
    run();
    const uint32_t ticks = *COUNTER - before;
    return (uint32_t)((uint64_t)ticks * (uintptr_t)TICK_NS / INSTRUCTION_NS);
}

static int run_all(const shape_t *all, int32_t number)
{
    int wrong = 0;
    for (const shape_t *shape = all; shape != all + number; shape++) {
        shape->prepare();
        const uint32_t instructions = count(shape->run);
        printf("%s|%lu|%ld\n", shape->name, (unsigned long)instructions, (long)shape->products);
        if (!shape->is_right()) {
            printf("WRONG %s\n", shape->name);
            wrong++;
        }
    }
    return wrong;
}

int main(void)
{
    printf("set|%d\n", HIL_KERNEL_SET);
    int wrong = run_all(shapes, shape_count);
    wrong += run_all(shapes_wide, shape_wide_count);
#ifdef BENCH_FLOATS
    wrong += run_all(shapes_f32, shape_f32_count);
#endif
    return wrong;
}
