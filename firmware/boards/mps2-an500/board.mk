CPU_FLAGS := -mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-d16
LIBS += hil_mps2
include lib/hil_cortex_m/cortex_m.mk
