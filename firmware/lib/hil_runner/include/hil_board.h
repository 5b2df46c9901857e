// What the runner needs to know about the board it runs on. A board fills one of these in at start-up.
#ifndef HIL_BOARD_H
#define HIL_BOARD_H

#include <stdbool.h>
#include <stdint.h>

typedef struct hil_span {
    uint8_t *bytes;
    uint32_t count;
} hil_span_t;

typedef enum hil_counter_unit {
    HIL_COUNTER_NONE = 0,
    HIL_COUNTER_CYCLES = 1,
    HIL_COUNTER_INSTRUCTIONS = 2,
    HIL_COUNTER_NANOSECONDS = 3,
} hil_counter_unit_t;

// What HELLO tells, see PROTOCOL.md.
typedef struct hil_identity {
    const char *board, *mcu, *toolchain;
    uint8_t build_id[8];
    uint64_t boot_count;
    uint32_t rx_window, clock_hz, counter_num, counter_den;
    uint8_t counter_unit, kernel_set, floating_point;
    uint32_t text_bytes, rodata_bytes, data_bytes, bss_bytes;
} hil_identity_t;

// All begin at a multiple of 16. The image slot is the beginning of the window when there is one.
typedef struct hil_memory {
    hil_span_t arena, bias_ram, image_slot, window;
    hil_span_t stack;   // count 0 where the stack cannot be painted
    // The slot is programmed by an emulator or a flasher before the start; the wire cannot write it.
    bool image_in_flash;
} hil_memory_t;

typedef struct hil_board {
    hil_identity_t identity;
    hil_memory_t memory;
    // A free-running counter. Its low 32 bits must not wrap within one operator.
    uint64_t (*ticks)(void);
    // Waits for a moment from which the counter gives the same figures in every run; NULL where any moment is as good.
    void (*settle)(void);
    // The link's speed at the start in bits per second; 0 where it has none.
    uint32_t link_baud;
    // What comes nearest to `baud` on this board, 0 when nothing within 2 % does. With `apply` the link has that speed once its last byte has left.
    // NULL where the speed cannot be changed.
    uint32_t (*link_speed)(uint32_t baud, bool apply);
} hil_board_t;

#endif
