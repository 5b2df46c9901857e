// Answers the commands of PROTOCOL.md over a transport: one request, one reply, and the last reply again for a repeated request.
#ifndef HIL_RUNNER_H
#define HIL_RUNNER_H

#include "hil_bytes.h"
#include "hil_image_model.h"
#include "hil_receiver.h"
#include "hil_transport.h"

#ifndef HIL_MAX_PAYLOAD
#define HIL_MAX_PAYLOAD 4096u
#endif

#define HIL_MAX_RAW (HIL_MAX_PAYLOAD + HIL_FRAME_OVERHEAD)

_Static_assert(HIL_MAX_PAYLOAD >= 256, "PROTOCOL.md promises at least 256 payload bytes");

// What LAYERS reports of one operator.
typedef struct hil_layer_record {
    uint32_t crc, ticks;
} hil_layer_record_t;

typedef enum hil_end {
    HIL_END_RESET,    // a RESET was answered: the board must restart
    HIL_END_CLOSED,   // the link is gone
} hil_end_t;

// A change of the link's speed: on trial until the host keeps it.
typedef struct hil_speed {
    uint32_t now;        // bits per second; 0 = as the board started
    uint32_t next;       // after the reply has left; 0 = no change
    uint32_t fallback;   // where a trial ends when nothing is kept; 0 = no trial
    uint32_t since;      // ticks at its beginning
} hil_speed_t;

typedef struct hil_runner {
    const hil_board_t *board;
    const hil_model_t *model;
    const hil_transport_t *transport;
    uint32_t image_declared;               // of IMAGE_BEGIN; 0 = IMAGE_WRITE is not expected
    uint16_t record_count;
    hil_layer_record_t records[HIL_MAX_OPERATORS];
    uint16_t running_sequence;             // of the request being executed
    uint32_t last_sign;                    // ticks when the host last had a sign of life
    hil_speed_t speed;
    volatile uint16_t running_operator;    // 0xFFFF = none; read by the fault handler
    bool reset_requested;
    bool reply_kept;                       // `reply` answers the request below
    uint16_t last_sequence;
    uint32_t last_crc;
    size_t reply_bytes;
    hil_receiver_t receiver;
    uint8_t received[HIL_COBS_MAX(HIL_MAX_RAW)];
    uint8_t reply[HIL_MAX_RAW];
    uint8_t wire[HIL_FRAME_WIRE_MAX(HIL_MAX_RAW)];
} hil_runner_t;

// The three pointers must stay valid.
void hil_runner_init(hil_runner_t *runner, const hil_board_t *board, const hil_model_t *model, const hil_transport_t *transport);

// Sends a LOG frame.
void hil_runner_log(hil_runner_t *runner, const char *text);

// Sends a BUSY frame when the host has heard nothing for about a second of the counter. For between operators.
void hil_runner_sign_of_life(hil_runner_t *runner, uint16_t operator_index);

// Takes one received byte; answers when it completes a request.
void hil_runner_push(hil_runner_t *runner, uint8_t byte);

// Serves requests until a RESET or the end of the link.
hil_end_t hil_runner_serve(hil_runner_t *runner);

#endif
