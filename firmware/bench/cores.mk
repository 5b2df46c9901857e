# The cores that programs under QEMU are built for: CORE=m0plus|m3|m4|m7|m33|m55. Shared by the bench and by tests/firmware.
# Thumb-1 code for the M0+ runs on the M3 board, since QEMU has no M0+.
CORES := m0plus m3 m4 m7 m33 m55
CORE ?= m4
CROSS := arm-none-eabi-
CC := $(CROSS)gcc

CPU_m0plus := -mcpu=cortex-m0plus
CPU_m3 := -mcpu=cortex-m3
CPU_m4 := -mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16
CPU_m7 := -mcpu=cortex-m7 -mfloat-abi=hard -mfpu=fpv5-d16
CPU_m33 := -mcpu=cortex-m33 -mfloat-abi=hard -mfpu=fpv5-sp-d16
CPU_m55 := -mcpu=cortex-m55 -mfloat-abi=hard

# Machine, code, RAM, and the FPGAIO counter with its ticks in ns.
MACHINE_m0plus := mps2-an385
MACHINE_m3 := mps2-an385
MACHINE_m4 := mps2-an386
MACHINE_m7 := mps2-an500
MACHINE_m33 := mps2-an505
MACHINE_m55 := mps3-an547
PLACE_mps2 := -Wl,--defsym=CODE_AT=0,--defsym=RAM_AT=0x20000000,--defsym=COUNTER=0x40028018,--defsym=TICK_NS=40
PLACE_m0plus := $(PLACE_mps2)
PLACE_m3 := $(PLACE_mps2)
PLACE_m4 := $(PLACE_mps2)
PLACE_m7 := $(PLACE_mps2)
PLACE_m33 := -Wl,--defsym=CODE_AT=0x10000000,--defsym=RAM_AT=0x38000000,--defsym=COUNTER=0x50302018,--defsym=TICK_NS=50
PLACE_m55 := -Wl,--defsym=CODE_AT=0x10000000,--defsym=RAM_AT=0x30000000,--defsym=COUNTER=0x59302018,--defsym=TICK_NS=50

CPU_FLAGS := -mthumb $(CPU_$(CORE))
QEMU := qemu-system-arm -M $(MACHINE_$(CORE)) -display none -monitor none -serial none -icount shift=6,sleep=off \
	-semihosting-config enable=on,target=native
# An emulated program that does not end is ended.
RUN := timeout 300 $(QEMU) -kernel
