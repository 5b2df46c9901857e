# The int8 kernel set (plain, dsp or mve), its sources and flags. Include it after CC and CPU_FLAGS are set; KERNEL_DIR is this folder.
# The best set the compile target has; KERNELS=plain builds another one.
KERNEL_MACROS := $(shell $(CC) $(CPU_FLAGS) -dM -E -x c /dev/null)
KERNELS ?= $(if $(filter __ARM_FEATURE_MVE,$(KERNEL_MACROS)),mve,$(if $(filter __ARM_FEATURE_DSP,$(KERNEL_MACROS)),dsp,plain))
ifeq ($(wildcard $(KERNEL_DIR)/$(KERNELS)/hil_kernel_set.h),)
$(error no kernel set "$(KERNELS)"; known: plain dsp mve)
endif

KERNEL_SOURCES := $(wildcard $(KERNEL_DIR)/*.c $(KERNEL_DIR)/$(KERNELS)/*.c)
# The set's folder comes first: same header names, one set.
KERNEL_INCLUDES := -I$(KERNEL_DIR)/$(KERNELS) -I$(KERNEL_DIR)/include
KERNEL_PRIVATE := -I$(KERNEL_DIR)
# Kernels are where the time goes; the rest stays small. With the early scheduler GCC 12.2 loads too far ahead and spills.
KERNEL_FLAGS := -O3 $(if $(filter __arm__,$(KERNEL_MACROS)),-fno-schedule-insns)
