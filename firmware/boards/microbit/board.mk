CPU_FLAGS := -mcpu=cortex-m0 -mthumb -mfloat-abi=soft
LIBS += hil_nrf5
# Tables and buffers for 16 KB of RAM.
CFLAGS += -DHIL_MAX_PAYLOAD=256u -DHIL_MAX_TENSORS=20 -DHIL_MAX_OPERATORS=16 -DHIL_MAX_ENDPOINTS=4 -DHIL_KERNEL_SCRATCH=384
include lib/hil_cortex_m/cortex_m.mk
