#include <stdio.h>

#include "test.h"

static int failures_here;

void test_check(bool holds, const char *expression, const char *file, int line)
{
    if (!holds && ++failures_here <= 5) {
        fprintf(stderr, "%s:%d: %s\n", file, line, expression);
    }
}

void test_equal(int64_t expected, int64_t actual, const char *expression, const char *file, int line)
{
    if (expected != actual && ++failures_here <= 5) {
        fprintf(stderr, "%s:%d: %s is %lld, expected %lld\n", file, line, expression, (long long)actual, (long long)expected);
    }
}

int test_run(const test_case_t *const *groups, size_t count)
{
    int passed = 0;
    int failed = 0;
    for (size_t g = 0; g < count; g++) {
        for (const test_case_t *test = groups[g]; test->name != NULL; test++) {
            failures_here = 0;
            test->run();
            if (failures_here > 0) {
                printf("FAILED %s\n", test->name);
            }
            *(failures_here > 0 ? &failed : &passed) += 1;
        }
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 ? 1 : 0;
}
