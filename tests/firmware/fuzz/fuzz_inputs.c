#include "fuzz_inputs.h"

#include <stdlib.h>
#include <string.h>

#include "hil_bytes.h"
#include "hil_frame.h"

enum { INPUT = 512 };

// Commands with the length of their payload, or of its fixed part.
static const struct {
    uint8_t kind, payload;
} commands[] = { { HIL_HELLO, 2 }, { HIL_PING, 9 }, { HIL_IMAGE_BEGIN, 4 }, { HIL_IMAGE_WRITE, 20 }, { HIL_IMAGE_COMMIT, 0 }, { HIL_MODEL_INFO, 0 },
                 { HIL_INPUT_WRITE, 20 }, { HIL_RUN, 4 }, { HIL_LAYERS, 4 }, { HIL_TENSOR_READ, 8 }, { HIL_OUTPUT_READ, 6 }, { HIL_RUN_WINDOW, 16 },
                 { HIL_PROBE, 6 }, { HIL_RESET, 0 }, { HIL_LINK_SPEED, 8 } };

enum { COMMANDS = sizeof commands / sizeof commands[0] };

// Mostly small little-endian numbers of two or four bytes, because only those get past the first check.
static uint8_t small(test_random_t *random, size_t at)
{
    const uint32_t chance = test_next(random) % 16;
    if (chance == 0) {
        return (uint8_t)test_next(random);
    }
    return at % 2 == 0 || chance < 3 ? (uint8_t)(test_next(random) % 5u) : 0;
}

// Noise, or a good frame with a few bytes changed and doubled.
static size_t make_bytes(test_random_t *random, uint8_t *bytes)
{
    uint8_t raw[64 + HIL_FRAME_OVERHEAD];
    if ((test_next(random) & 1u) == 0) {
        const size_t count = test_next(random) % 100;
        test_fill(random, bytes, count);
        return count;
    }
    test_fill(random, raw, sizeof raw);
    const size_t sealed = hil_frame_seal(raw, commands[test_next(random) % COMMANDS].kind, 0, (uint16_t)test_next(random), test_next(random) % 64);
    size_t count = hil_frame_encode(raw, sealed, bytes);
    if ((test_next(random) & 1u) == 0) {
        memcpy(bytes + count, bytes, count);
        count *= 2;
    }
    for (uint32_t changes = test_next(random) % 3; changes > 0; changes--) {
        bytes[test_next(random) % count] ^= (uint8_t)(1u << test_next(random) % 8);
    }
    return test_next(random) % (count + 1);
}

static size_t make_requests(test_random_t *random, uint8_t *bytes)
{
    size_t count = 0;
    for (uint32_t requests = 1 + test_next(random) % 4; requests > 0; requests--) {
        size_t command = test_next(random) % COMMANDS;
        if ((commands[command].kind == HIL_IMAGE_BEGIN || commands[command].kind == HIL_IMAGE_COMMIT) && (test_next(random) & 15u) != 0) {
            command = test_next(random) % COMMANDS;   // they drop the image, and most commands would end there
        }
        const uint8_t payload = (test_next(random) & 7u) == 0 ? (uint8_t)(test_next(random) % 60) : commands[command].payload;
        bytes[count] = commands[command].kind;
        bytes[count + 1] = payload;
        for (size_t i = 0; i < payload; i++) {
            bytes[count + 2 + i] = small(random, i);
        }
        count += 2u + payload;
    }
    return count;
}

static uint32_t interesting(test_random_t *random)
{
    static const uint32_t values[] = { 0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0 };
    return (test_next(random) & 1u) == 0 ? values[test_next(random) % (sizeof values / sizeof values[0])] : test_next(random) % 64;
}

static size_t make_image(test_random_t *random, uint8_t *bytes)
{
    size_t count = 1;
    bytes[0] = (uint8_t)test_next(random);
    for (uint32_t changes = 1 + test_next(random) % 3; changes > 0; changes--) {
        // Mostly header and records, which lie first.
        hil_store_u16(bytes + count, (uint16_t)((test_next(random) & 3u) == 0 ? test_next(random) : test_next(random) % 1400));
        bytes[count + 2] = (uint8_t)test_next(random);
        hil_store_u32(bytes + count + 3, interesting(random));
        count += 7;
    }
    return count;
}

void fuzz_run(test_random_t *random, unsigned long runs)
{
    static size_t (*const makers[FUZZ_KINDS])(test_random_t *, uint8_t *) = { make_bytes, make_requests, make_image };
    uint8_t input[INPUT];
    for (unsigned long i = 0; i < runs; i++) {
        input[0] = (uint8_t)(test_next(random) % FUZZ_KINDS);
        const size_t count = 1 + makers[input[0]](random, input + 1);
        // An exact heap block, so that reading past the input is seen too.
        uint8_t *block = malloc(count);
        memcpy(block, input, count);
        LLVMFuzzerTestOneInput(block, count);
        free(block);
    }
}
