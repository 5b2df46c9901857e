// Sigmoid and tanh by one table, as arm_nn_activation_s16 computes them: Q3.12 in, Q0.15 out.
#ifndef HIL_ACTIVATION_S16_H
#define HIL_ACTIVATION_S16_H

#include <stdint.h>

// What the table is entered with: three times the value, shifted left (or right and rounded; -15..15).
int32_t hil_activation_input(int16_t value, int32_t left_shift);
int16_t hil_sigmoid_s16(int32_t scaled);
int16_t hil_tanh_s16(int32_t scaled);

#endif
