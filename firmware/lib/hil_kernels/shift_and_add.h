// Steps of the output stage in C.
#ifndef HIL_SHIFT_AND_ADD_H
#define HIL_SHIFT_AND_ADD_H

#include <stdint.h>

// offset + value shifted right by `right` in [1, 31], rounding up.
static inline int32_t hil_shift_and_add(int32_t value, int32_t right, int32_t offset)
{
    const int32_t rounded = (value >> right) + ((value >> (right - 1)) & 1);
    return (int32_t)((uint32_t)rounded + (uint32_t)offset);
}

// Saturates to int8.
static inline int8_t hil_narrow(int32_t value)
{
    const int32_t raised = value < INT8_MIN ? INT8_MIN : value;
    return (int8_t)(raised > INT8_MAX ? INT8_MAX : raised);
}

#endif
