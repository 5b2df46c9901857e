// The tests' generator.
#include "test.h"

uint32_t test_next(test_random_t *random)
{
    uint64_t x = random->state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    random->state = x;
    return (uint32_t)(x >> 32);
}

int32_t test_range(test_random_t *random, int32_t low, int32_t high)
{
    const uint64_t span = (uint64_t)((int64_t)high - low + 1);
    return (int32_t)(low + (int64_t)(test_next(random) % span));
}

void test_fill(test_random_t *random, uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bytes[i] = (uint8_t)test_next(random);
    }
}
