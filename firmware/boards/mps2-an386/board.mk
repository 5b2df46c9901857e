CROSS := arm-none-eabi-
CC := $(CROSS)gcc
LIBS += hil_cortex_m hil_mps2
CPU_FLAGS := -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16
CFLAGS += $(CPU_FLAGS) -ffunction-sections -fdata-sections
LDFLAGS += $(CPU_FLAGS) -nostartfiles --specs=nosys.specs -Wl,--gc-sections -Wl,--build-id=sha1 -Wl,-T,$(BOARD_DIR)/link.ld
PROGRAM := hilrig.elf
