// Faults on request, so that a host's way of telling them apart and of bringing a board back can be tested: --plant KIND:N.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "hil_bytes.h"
#include "hil_receiver.h"
#include "host.h"

enum { FAULT_WORDS = 12, FAULT_PAYLOAD = 4 * FAULT_WORDS + 4, REQUEST_RAW = 300, SLOW_MS = 400 };

static void (*strike)(void);
static unsigned long countdown;
static char **command_line;

// A new process image on the same stdin and stdout: a restart without the planted fault.
static void restart(void)
{
    char *const plain[] = { command_line[0], NULL };
    execv("/proc/self/exe", plain);
    _exit(2);
}

static void hang(void)
{
    for (;;) {
        pause();
    }
}

static void leave(void)
{
    fprintf(stderr, "hilrig: planted exit\n");
    _exit(9);
}

static void slow(void)
{
    const struct timespec nap = { SLOW_MS / 1000, (SLOW_MS % 1000) * 1000000L };
    countdown = 1;   // from now on always
    nanosleep(&nap, NULL);
}

static void send(const uint8_t *raw, size_t count)
{
    static uint8_t wire[HIL_FRAME_WIRE_MAX(HIL_FRAME_OVERHEAD + FAULT_PAYLOAD)];
    const hil_transport_t *link = host_stdio();
    link->write(link->context, wire, hil_frame_encode(raw, count, wire));
}

static void report_fault(void)
{
    static uint8_t raw[HIL_FRAME_OVERHEAD + FAULT_PAYLOAD];
    hil_writer_t payload = { .bytes = raw + HIL_FRAME_HEADER, .capacity = FAULT_PAYLOAD };
    for (uint32_t i = 0; i < FAULT_WORDS; i++) {
        hil_write_u32(&payload, i == 8 ? 1u << 25 : 0xC0DE0000u + i);   // cfsr: division by zero
    }
    hil_write_u32(&payload, 0xFFFF);
    send(raw, hil_frame_seal(raw, HIL_FAULT, 0, 0, payload.count));
}

// As the fault handler of a microcontroller: the report again for anything but a RESET, which is answered and obeyed.
static void crash(void)
{
    static uint8_t buffer[HIL_COBS_MAX(REQUEST_RAW)];
    const hil_transport_t *link = host_stdio();
    hil_receiver_t receiver;
    hil_frame_t frame;
    uint8_t byte;
    report_fault();
    hil_receiver_init(&receiver, buffer, REQUEST_RAW);
    while (link->wait(link->context)) {
        if (link->read(link->context, &byte, 1) == 0 || !hil_receiver_push(&receiver, byte, &frame)) {
            continue;
        }
        if (frame.kind != HIL_RESET) {
            report_fault();
            continue;
        }
        uint8_t reply[HIL_FRAME_OVERHEAD];
        send(reply, hil_frame_seal(reply, HIL_RESET | HIL_REPLY_BIT, 0, frame.sequence, 0));
        restart();
    }
    _exit(0);
}

static const struct {
    const char *name;
    void (*strike)(void);
} kinds[] = { { "hang", hang }, { "crash", crash }, { "exit", leave }, { "reset", restart }, { "slow", slow } };

bool host_plant(const char *text, char **argv)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const size_t length = strlen(kinds[i].name);
        if (strncmp(text, kinds[i].name, length) == 0 && text[length] == ':' && (countdown = strtoul(text + length + 1, NULL, 10)) > 0) {
            strike = kinds[i].strike;
            command_line = argv;
            return true;
        }
    }
    fprintf(stderr, "hilrig: --plant %s: must be hang, crash, exit, reset or slow, a colon, and after how many looks at the counter\n", text);
    return false;
}

void host_planted_step(void)
{
    if (strike != NULL && countdown > 0 && --countdown == 0) {
        strike();
    }
}
