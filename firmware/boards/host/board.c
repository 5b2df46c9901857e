#include "board.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "board_port.h"
#include "hil_kernel_set.h"
#include "hil_toolchain.h"
#include "host.h"

static uint8_t arena[BOARD_ARENA_BYTES] __attribute__((aligned(16)));
static uint8_t bias_ram[BOARD_BIAS_RAM_BYTES] __attribute__((aligned(16)));
static uint8_t own_slot[BOARD_IMAGE_BYTES] __attribute__((aligned(16)));
static hil_board_t board;

static uint64_t nanoseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t ticks(void)
{
    host_planted_step();
    return nanoseconds(CLOCK_MONOTONIC);
}

static bool complain(void)
{
    fprintf(stderr, "usage: hilrig [--memory FILE] [--plant KIND:N]   (frames on stdin and stdout)\n");
    return false;
}

// Options are taken once; a RESET starts again with the same window, as memory survives a reset.
static bool take_options(int argc, char **argv, hil_span_t *window)
{
    static hil_span_t mapped;
    static bool taken;
    for (int i = 1; !taken && i < argc; i += 2) {
        const bool memory = strcmp(argv[i], "--memory") == 0;
        if (i + 1 == argc || (!memory && strcmp(argv[i], "--plant") != 0)) {
            return complain();
        }
        if (memory ? !host_map_file(argv[i + 1], &mapped) : !host_plant(argv[i + 1], argv)) {
            return false;
        }
    }
    taken = true;
    *window = mapped;
    return true;
}

static hil_identity_t identity(void)
{
    return (hil_identity_t){
        .board = BOARD_ID, .mcu = BOARD_MCU, .toolchain = HIL_TOOLCHAIN,
        .boot_count = nanoseconds(CLOCK_REALTIME) ^ ((uint64_t)getpid() << 44),
        .rx_window = BOARD_RX_WINDOW,
        .clock_hz = 1000000000,
        .counter_num = 1, .counter_den = 1, .counter_unit = HIL_COUNTER_NANOSECONDS,
        .kernel_set = HIL_KERNEL_SET,
        .floating_point = 2,
    };
}

const hil_board_t *board_start(int argc, char **argv)
{
    hil_span_t window = { NULL, 0 };
    if (!take_options(argc, argv, &window)) {
        return NULL;
    }
    hil_span_t slot = { own_slot, BOARD_IMAGE_BYTES };
    if (window.count > 0) {
        slot = (hil_span_t){ window.bytes, window.count < BOARD_IMAGE_BYTES ? window.count : BOARD_IMAGE_BYTES };
    }
    board = (hil_board_t){
        .identity = identity(),
        .memory = { { arena, BOARD_ARENA_BYTES }, { bias_ram, BOARD_BIAS_RAM_BYTES }, slot, window, { NULL, 0 }, false },
        .ticks = ticks,
    };
    return &board;
}

const hil_transport_t *board_transport(void)
{
    return host_stdio();
}

void board_watch(const volatile uint16_t *running_operator)
{
    (void)running_operator;
}

void board_restart(void)
{
    // main() starts over.
}
