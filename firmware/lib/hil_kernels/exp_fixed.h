// The two fixed-point functions softmax needs, in the polynomial forms CMSIS-NN and gemmlowp share.
#ifndef HIL_EXP_FIXED_H
#define HIL_EXP_FIXED_H

#include <stdint.h>

// exp(a) for a <= 0 in Q5.26; result in Q0.31.
int32_t hil_exp_on_negative(int32_t a);
// 1 / (1 + a) for a in [0, 1) in Q0.31; result in Q0.31.
int32_t hil_one_over_one_plus(int32_t a);

#endif
