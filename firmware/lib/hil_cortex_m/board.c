// A Cortex-M board as the application sees it: the family's port and the sizes in board.h.
#include "board.h"

#include <string.h>

#include "board_port.h"
#include "hil_cortex_m.h"
#include "hil_kernel_set.h"
#include "hil_port.h"
#include "hil_toolchain.h"
#include "uart_link.h"

#define NOT_CLEARED __attribute__((section(".noinit"), aligned(16)))

// `__ARM_FP` has a bit for each precision in hardware: 4 single, 8 double.
#if !defined(__ARM_FP)
enum { FLOATING_POINT = 0 };
#elif (__ARM_FP & 8) != 0
enum { FLOATING_POINT = 2 };
#else
enum { FLOATING_POINT = 1 };
#endif

#if defined(BOARD_ARENA_ADDRESS)
// A memory of its own, which the linker puts nothing in.
#define ARENA ((uint8_t *)BOARD_ARENA_ADDRESS)
#else
static uint8_t ARENA[BOARD_ARENA_BYTES] NOT_CLEARED;
#endif
static uint8_t bias_ram[BOARD_BIAS_RAM_BYTES] NOT_CLEARED;
#if defined(BOARD_IMAGE_ADDRESS)
#define IMAGE_SLOT ((uint8_t *)BOARD_IMAGE_ADDRESS)
#else
static uint8_t IMAGE_SLOT[BOARD_IMAGE_BYTES] NOT_CLEARED;
#endif
// Survives a reset, so that counting up is enough for the host to notice one.
static uint64_t boot_count NOT_CLEARED;
static hil_board_t board;

static uint32_t size_of(const uint8_t *start, const uint8_t *end)
{
    return (uint32_t)(end - start);
}

static hil_identity_t identity(void)
{
    hil_identity_t id = {
        .board = BOARD_ID, .mcu = BOARD_MCU, .toolchain = HIL_TOOLCHAIN,
        .boot_count = ++boot_count,
        .rx_window = BOARD_RX_RING,
        .clock_hz = BOARD_CLOCK_HZ,
        .counter_num = BOARD_COUNTER_NUM, .counter_den = BOARD_COUNTER_DEN, .counter_unit = BOARD_COUNTER_UNIT,
        .kernel_set = HIL_KERNEL_SET,
        .floating_point = FLOATING_POINT,
        .text_bytes = size_of(__text_start, __text_end),
        .rodata_bytes = size_of(__rodata_start, __rodata_end),
        .data_bytes = size_of(__data_start, __data_end),
        .bss_bytes = size_of(__bss_start, __bss_end),
    };
    memcpy(id.build_id, __build_id_note + HIL_BUILD_ID_OFFSET, sizeof id.build_id);
    return id;
}

const hil_board_t *board_start(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    board = (hil_board_t){
        .identity = identity(),
        .memory = {
            .arena = { ARENA, BOARD_ARENA_BYTES },
            .bias_ram = { bias_ram, BOARD_BIAS_RAM_BYTES },
            .image_slot = { IMAGE_SLOT, BOARD_IMAGE_BYTES },
            .window = { BOARD_WINDOW_BYTES == 0 ? NULL : IMAGE_SLOT, BOARD_WINDOW_BYTES },
            .stack = { __stack_limit, size_of(__stack_limit, __stack_top) },
            .image_in_flash = BOARD_IMAGE_IN_FLASH,
        },
        .ticks = hil_port_ticks,
        .settle = hil_port_settle,
        .link_baud = 115200,
        .link_speed = hil_uart_speed,
    };
    hil_port_start();
    uart_link_start();
    return &board;
}

const hil_transport_t *board_transport(void)
{
    return uart_link();
}

void board_watch(const volatile uint16_t *running_operator)
{
    hil_fault_setup(uart_link_polled(), running_operator);
}

void board_restart(void)
{
    hil_uart_drain();
    hil_system_reset();
}
