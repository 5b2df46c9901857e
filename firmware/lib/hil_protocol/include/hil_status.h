// Status codes of PROTOCOL.md, and the pair every fallible function of the runner returns.
#ifndef HIL_STATUS_H
#define HIL_STATUS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum hil_status {
    HIL_OK = 0,
    HIL_UNKNOWN_COMMAND = 1,
    HIL_BAD_LENGTH = 2,
    HIL_BAD_ARGUMENT = 3,
    HIL_NO_IMAGE = 4,
    HIL_IMAGE_MAGIC = 5,
    HIL_IMAGE_VERSION = 6,
    HIL_IMAGE_CRC = 7,
    HIL_IMAGE_BOUNDS = 8,
    HIL_IMAGE_OPERATOR = 9,
    HIL_ARENA_TOO_SMALL = 10,
    HIL_BIAS_RAM_TOO_SMALL = 11,
    HIL_IMAGE_TOO_LARGE = 12,
    HIL_NO_WINDOW = 13,
    HIL_BAD_VERSION = 14,
    HIL_INTERNAL = 15,
    HIL_IMAGE_IN_FLASH = 16,
    HIL_ROUNDING = 17,
    HIL_SCRATCH_TOO_SMALL = 18,
    HIL_OWN_MODEL = 19,
} hil_status_t;

// What an error reply carries: the code, and the value or index that caused it.
typedef struct hil_result {
    hil_status_t status;
    uint32_t detail;
} hil_result_t;

static inline hil_result_t hil_ok(void)
{
    return (hil_result_t){ HIL_OK, 0 };
}

static inline hil_result_t hil_error(hil_status_t status, uint32_t detail)
{
    return (hil_result_t){ status, detail };
}

static inline bool hil_is_ok(hil_result_t result)
{
    return result.status == HIL_OK;
}

#endif
