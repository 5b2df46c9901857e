// The kernels' tests on an emulated core. The first line names the kernel set, so that nobody takes one for another.
#include <stdio.h>

#include "hil_kernel_set.h"
#include "test.h"

int main(void)
{
    printf("kernel set %d\n", HIL_KERNEL_SET);
    const test_case_t *const groups[] = { kernel_s8_tests, kernel_s16_tests, kernel_memory_tests, kernel_f32_tests };
    return test_run(groups, sizeof groups / sizeof groups[0]);
}
