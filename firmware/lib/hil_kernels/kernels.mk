# The int8 kernel set (plain, dsp or mve), its sources and flags. Include it after CC and CPU_FLAGS are set; KERNEL_DIR is this folder.
# The best set the compile target has; KERNELS=plain builds another one.
KERNEL_MACROS := $(shell $(CC) $(CPU_FLAGS) -dM -E -x c /dev/null)
KERNELS ?= $(if $(filter __ARM_FEATURE_MVE,$(KERNEL_MACROS)),mve,$(if $(filter __ARM_FEATURE_DSP,$(KERNEL_MACROS)),dsp,plain))
ifeq ($(wildcard $(KERNEL_DIR)/$(KERNELS)/hil_kernel_set.h),)
$(error no kernel set "$(KERNELS)"; known: plain dsp mve)
endif

# Sets without vectors share their output stage and take short stretches of arithmetic from the folder of their instruction set.
KERNEL_THUMB := $(if $(filter __thumb2__,$(KERNEL_MACROS)),thumb2,$(if $(filter __thumb__,$(KERNEL_MACROS)),thumb1,portable))
KERNEL_PARTS := $(KERNELS) $(if $(filter mve,$(KERNELS)),,scalar) $(if $(filter plain,$(KERNELS)),$(KERNEL_THUMB))

KERNEL_SOURCES := $(wildcard $(KERNEL_DIR)/*.c $(KERNEL_PARTS:%=$(KERNEL_DIR)/%/*.c))
# Headers of the same name, one of each set.
KERNEL_INCLUDES := -I$(KERNEL_DIR)/$(KERNELS) -I$(KERNEL_DIR)/include
KERNEL_PRIVATE := -I$(KERNEL_DIR) -I$(KERNEL_DIR)/$(KERNEL_THUMB)
# Kernels are where the time goes; the rest stays small. With the early scheduler GCC 12.2 loads too far ahead and spills.
KERNEL_FLAGS := -O3 $(if $(filter __arm__,$(KERNEL_MACROS)),-fno-schedule-insns)
