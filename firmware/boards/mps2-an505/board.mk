CPU_FLAGS := -mcpu=cortex-m33 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16
LIBS += hil_mps2
include lib/hil_cortex_m/cortex_m.mk
