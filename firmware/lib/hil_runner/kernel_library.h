// A library of kernels that stands in for the built-in ones where it has one for an operator's parameters, such as CMSIS-NN.
#ifndef HIL_KERNEL_LIBRARY_H
#define HIL_KERNEL_LIBRARY_H

#include "operator_kind.h"

typedef struct hil_kernel_library {
    // How it was compiled to round: 0 double, 1 single. Asked of the library, not of its headers, which do not tell.
    uint8_t (*rounding)(void);
    // Its kernel, and the bytes of scratch that one run takes; NULL where the built-in kernel stays.
    operator_run_t (*kernel)(const operator_call_t *call, uint32_t *scratch_bytes);
    uint32_t scratch_capacity;
} hil_kernel_library_t;

// Gives every operator its kernel: the library's where there is one, else the built-in. Refuses an image of the other rounding
// (HIL_ROUNDING, detail the library's) and one that needs more scratch than there is (HIL_SCRATCH_TOO_SMALL, detail the bytes).
hil_result_t image_bind_kernels(hil_image_model_t *model);

#endif
