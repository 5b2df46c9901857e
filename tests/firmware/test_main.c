#include "test.h"

int main(void)
{
    const test_case_t *const groups[] = { protocol_tests, frames_file_tests, ring_tests, fixed_point_tests, kernel_s8_tests, kernel_s16_tests,
                                          kernel_memory_tests, kernel_f32_tests, command_tests, image_tests,
                                          kernel_library_tests, fuzz_tests };
    return test_run(groups, sizeof groups / sizeof groups[0]);
}
