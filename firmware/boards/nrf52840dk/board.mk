CPU_FLAGS := -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16
LIBS += hil_nrf5 hil_dwt
# Tables and buffers for 256 KB of RAM.
CFLAGS += -DHIL_MAX_PAYLOAD=2048u -DHIL_MAX_TENSORS=160 -DHIL_MAX_OPERATORS=128 -DHIL_MAX_ENDPOINTS=16
include lib/hil_cortex_m/cortex_m.mk
