CPU_FLAGS := -mcpu=cortex-m3 -mthumb
LIBS += hil_mps2
include lib/hil_cortex_m/cortex_m.mk
