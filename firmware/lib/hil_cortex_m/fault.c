// The last resort: tells the host what happened by polled output and waits for a RESET. It relies on nothing that the
// fault may have broken: own stack, own buffers, no interrupts.
#include "hil_bytes.h"
#include "hil_cortex_m.h"
#include "hil_receiver.h"

enum { CFSR = 0xE000ED28, HFSR = 0xE000ED2C, MMFAR = 0xE000ED34, BFAR = 0xE000ED38, FPCCR = 0xE000EF34 };
enum { STACKED_WORDS = 8, PAYLOAD = 4 * 12 + 4, REQUEST_RAW = 300 };

static const hil_transport_t *link;
static const volatile uint16_t *operator_index;
static uint8_t raw[HIL_FRAME_OVERHEAD + PAYLOAD];
static uint8_t wire[HIL_FRAME_WIRE_MAX(sizeof raw)];
static uint8_t request[HIL_COBS_MAX(REQUEST_RAW)];
uint8_t hil_fault_stack[1024] __attribute__((aligned(8)));

void hil_fault_setup(const hil_transport_t *polled, const volatile uint16_t *running_operator)
{
    link = polled;
    operator_index = running_operator;
}

#if __ARM_ARCH >= 7
static uint32_t cause_at(uint32_t address)
{
    return *(volatile const uint32_t *)address;
}
#else
// ARMv6-M has no fault status registers.
static uint32_t cause_at(uint32_t address)
{
    (void)address;
    return 0;
}
#endif

// r0-r3, r12, lr, pc, psr as the core stacked them; zeros when the stack pointer itself had left the stack.
static void write_stacked(hil_writer_t *payload, const uint32_t *stacked)
{
    const uint8_t *at = (const uint8_t *)stacked;
    const bool readable = at >= __stack_limit && at + 4 * STACKED_WORDS <= __stack_top;
    for (int i = 0; i < STACKED_WORDS; i++) {
        hil_write_u32(payload, readable ? stacked[i] : 0);
    }
}

static size_t make_frame(const uint32_t *stacked)
{
    hil_writer_t payload = { .bytes = raw + HIL_FRAME_HEADER, .capacity = PAYLOAD };
    write_stacked(&payload, stacked);
    hil_write_u32(&payload, cause_at(CFSR));
    hil_write_u32(&payload, cause_at(HFSR));
    hil_write_u32(&payload, cause_at(MMFAR));
    hil_write_u32(&payload, cause_at(BFAR));
    hil_write_u16(&payload, operator_index == NULL ? 0xFFFF : *operator_index);
    hil_write_u16(&payload, 0);
    return hil_frame_encode(raw, hil_frame_seal(raw, HIL_FAULT, 0, 0, payload.count), wire);
}

static void answer_reset(uint16_t sequence)
{
    const size_t count = hil_frame_seal(raw, HIL_RESET | HIL_REPLY_BIT, 0, sequence, 0);
    link->write(link->context, wire, hil_frame_encode(raw, count, wire));
    hil_system_reset();
}

// Entered from HardFault_Handler on hil_fault_stack.
__attribute__((used)) void hil_fault_report(const uint32_t *stacked)
{
#if defined(__ARM_FP)
    // An outstanding lazy save of FPU registers would write to the broken stack at the first float instruction.
    *(volatile uint32_t *)FPCCR &= ~1u;
#endif
    if (link == NULL) {
        hil_system_reset();
    }
    const size_t count = make_frame(stacked);
    link->write(link->context, wire, count);
    hil_receiver_t receiver;
    hil_receiver_init(&receiver, request, REQUEST_RAW);
    for (;;) {
        uint8_t byte;
        hil_frame_t frame;
        if (link->read(link->context, &byte, 1) == 0 || !hil_receiver_push(&receiver, byte, &frame)) {
            continue;
        }
        if (frame.kind == HIL_RESET) {
            answer_reset(frame.sequence);
        }
        // The host did not see the report, or it would not ask for anything else.
        link->write(link->context, wire, count);
    }
}

__attribute__((naked)) void HardFault_Handler(void)
{
    __asm volatile("cpsid i            \n"
                   "mov   r1, lr       \n"
                   "movs  r2, #4       \n"
                   "tst   r1, r2       \n"
                   "mrs   r0, msp      \n"
                   "beq   1f           \n"
                   "mrs   r0, psp      \n"
                   "1:                 \n"
                   "ldr   r2, =hil_fault_stack + 1024 \n"
                   "mov   sp, r2       \n"
                   "bl    hil_fault_report \n"
                   ".ltorg             \n");
}
