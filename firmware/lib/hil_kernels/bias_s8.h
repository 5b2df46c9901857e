// Biases of any width as the int32 that accumulators start from.
#ifndef HIL_BIAS_S8_H
#define HIL_BIAS_S8_H

#include <stddef.h>

#include "hil_kernel_types.h"

// The widened bias of one channel; 0 without biases.
int32_t hil_bias_of(const hil_bias_t *bias, int32_t channel);
// The same of the channels [first, first + count).
void hil_bias_widen(const hil_bias_t *bias, int32_t first, int32_t count, int32_t *to);

#endif
