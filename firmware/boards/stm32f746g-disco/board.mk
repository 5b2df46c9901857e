CPU_FLAGS := -mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16
LIBS += hil_stm32 hil_stm32f7 hil_cortex_m7 hil_dwt
# Tables and buffers for 320 KB of RAM.
CFLAGS += -DHIL_MAX_PAYLOAD=2048u -DHIL_MAX_TENSORS=256 -DHIL_MAX_OPERATORS=192 -DHIL_MAX_ENDPOINTS=32
include lib/hil_cortex_m/cortex_m.mk
