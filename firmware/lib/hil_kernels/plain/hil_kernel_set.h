// Which set of int8 kernels this build has, as HELLO tells it.
#ifndef HIL_KERNEL_SET_H
#define HIL_KERNEL_SET_H

// 0 plain C, 1 DSP extension, 2 MVE.
enum { HIL_KERNEL_SET = 0 };

#endif
