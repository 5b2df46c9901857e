// Which set of kernels this build has, as HELLO tells it: CMSIS-NN as it compiles for this core. Stands before the built-in sets' header
// of the same name on the include path.
#ifndef HIL_KERNEL_SET_H
#define HIL_KERNEL_SET_H

// 3 plain C, 4 DSP extension, 5 MVE.
#if defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1)
enum { HIL_KERNEL_SET = 5 };
#elif defined(__ARM_FEATURE_DSP)
enum { HIL_KERNEL_SET = 4 };
#else
enum { HIL_KERNEL_SET = 3 };
#endif

// What the application links behind model images.
#define HIL_KERNEL_LIBRARY (&hil_cmsis_nn)

struct hil_kernel_library;
extern const struct hil_kernel_library hil_cmsis_nn;

#endif
