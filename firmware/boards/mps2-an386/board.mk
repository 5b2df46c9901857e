CPU_FLAGS := -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16
LIBS += hil_mps2
include lib/hil_cortex_m/cortex_m.mk
