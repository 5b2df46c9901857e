CPU_FLAGS := -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16
LIBS += hil_stm32 hil_stm32f4 hil_dwt
# Tables and buffers for 128 KB of RAM.
CFLAGS += -DHIL_MAX_PAYLOAD=1024u -DHIL_MAX_TENSORS=128 -DHIL_MAX_OPERATORS=96 -DHIL_MAX_ENDPOINTS=16
include lib/hil_cortex_m/cortex_m.mk
