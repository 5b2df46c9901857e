# For every board.mk of a Cortex-M: CPU_FLAGS and the family's library are set before this is included.
CROSS := arm-none-eabi-
CC := $(CROSS)gcc
LIBS += hil_cortex_m
CFLAGS += $(CPU_FLAGS) -ffunction-sections -fdata-sections
LDFLAGS += $(CPU_FLAGS) -nostartfiles --specs=nosys.specs -Wl,--gc-sections -Wl,--build-id=sha1 -Wl,-L,lib/hil_cortex_m -Wl,-T,$(BOARD_DIR)/link.ld
PROGRAM := hilrig.elf
