# EXPORT=/path/of/export : what `hilrig export c --name model -o /path/of/export` wrote. The firmware's folder ends in that folder's name.
ifeq ($(wildcard $(EXPORT)/model.h),)
$(error EXPORT=$(EXPORT) holds no model.h: give the absolute folder that `hilrig export c --name model -o FOLDER` wrote)
endif
OUT := $(OUT)-$(notdir $(patsubst %/,%,$(EXPORT)))
RUNTIME_SOURCES := $(wildcard $(EXPORT)/*.c)
RUNTIME_INCLUDES := -I$(EXPORT)
# An export must be clean whatever a product asks of its code.
$(OUT)/$(EXPORT)/%.o: CFLAGS += -Wpedantic
# SELF_TEST=1: the board begins with the export's self test; where that fails it tells of no model.
ifeq ($(SELF_TEST),1)
$(OUT)/$(RUNTIME)/%.o: CFLAGS += -DEXPORT_SELF_TEST
endif
# Over the built-in kernels, or over a CMSIS-NN that you built.
ifeq ($(CMSIS_NN_LIB),)
LIBS += hil_arm_nn
else
RUNTIME_INCLUDES += -isystem $(CMSIS_NN_INCLUDE)
endif
