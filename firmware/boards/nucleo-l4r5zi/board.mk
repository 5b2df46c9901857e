CPU_FLAGS := -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16
LIBS += hil_stm32 hil_stm32f7 hil_dwt
# Tables and buffers for 640 KB of RAM.
CFLAGS += -DHIL_MAX_PAYLOAD=2048u -DHIL_MAX_TENSORS=512 -DHIL_MAX_OPERATORS=256 -DHIL_MAX_ENDPOINTS=32
include lib/hil_cortex_m/cortex_m.mk
