# CMSIS_NN_LIB=path/libcmsis-nn.a CMSIS_NN_INCLUDE=path/Include : kernels of a CMSIS-NN that you built. Include it after LIBS is set.
ifeq ($(wildcard $(CMSIS_NN_LIB)),)
$(error CMSIS_NN_LIB=$(CMSIS_NN_LIB) is no file: give the libcmsis-nn.a that you built for this core, with its absolute path)
endif
ifeq ($(wildcard $(CMSIS_NN_INCLUDE)/arm_nnfunctions.h),)
$(error CMSIS_NN_INCLUDE=$(CMSIS_NN_INCLUDE) has no arm_nnfunctions.h: give the Include folder of the CMSIS-NN that CMSIS_NN_LIB was built from)
endif
ifeq ($(shell grep -l arm_fully_connected_wrapper_s8 $(CMSIS_NN_INCLUDE)/arm_nnfunctions.h),)
$(error the headers in $(CMSIS_NN_INCLUDE) are of a CMSIS-NN before 7.0.0: the adapter fits 7.0.0 and later)
endif
LIBS += hil_cmsis_nn
CMSIS_NN_SCRATCH ?= 65536
# System headers: their warnings are not ours.
CMSIS_NN_FLAGS := -isystem $(CMSIS_NN_INCLUDE) -Ilib/hil_runner -DHIL_CMSIS_NN_SCRATCH_BYTES=$(CMSIS_NN_SCRATCH)
