// A tiny test runner: a test is a function, CHECK notes a failure and goes on.
#ifndef TEST_H
#define TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void test_check(bool holds, const char *expression, const char *file, int line);
void test_equal(int64_t expected, int64_t actual, const char *expression, const char *file, int line);

#define CHECK(expression) test_check((expression), #expression, __FILE__, __LINE__)
#define CHECK_EQUAL(expected, actual) test_equal((int64_t)(expected), (int64_t)(actual), #actual, __FILE__, __LINE__)

// A seeded generator (xorshift), the same on every machine.
typedef struct test_random {
    uint64_t state;
} test_random_t;

uint32_t test_next(test_random_t *random);
// In [low, high].
int32_t test_range(test_random_t *random, int32_t low, int32_t high);
void test_fill(test_random_t *random, uint8_t *bytes, size_t count);

typedef struct test_case {
    const char *name;
    void (*run)(void);
} test_case_t;

// Runs groups of tests, each ended by one without a name; the exit code.
int test_run(const test_case_t *const *groups, size_t count);

extern const test_case_t protocol_tests[], frames_file_tests[], ring_tests[], fixed_point_tests[], kernel_s8_tests[], kernel_s16_tests[],
    kernel_memory_tests[], kernel_f32_tests[], command_tests[], image_tests[], kernel_library_tests[], fuzz_tests[];

#endif
