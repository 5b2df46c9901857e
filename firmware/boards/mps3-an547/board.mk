CPU_FLAGS := -mcpu=cortex-m55 -mthumb -mfloat-abi=hard
LIBS += hil_mps2
include lib/hil_cortex_m/cortex_m.mk
