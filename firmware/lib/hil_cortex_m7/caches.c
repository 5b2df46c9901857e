#include "hil_cortex_m7.h"

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))

enum { CCR = 0xE000ED14, CCSIDR = 0xE000ED80, CSSELR = 0xE000ED84, ICIALLU = 0xE000EF50, DCISW = 0xE000EF60 };
enum { DATA_CACHE_ON = 1 << 16, INSTRUCTION_CACHE_ON = 1 << 17 };

static void barrier(void)
{
    __asm volatile("dsb\n\tisb" ::: "memory");
}

// A set and way address the line: the set from bit 5 (lines of 32 bytes), the way in the topmost bits (four ways).
static void invalidate_data_cache(void)
{
    REGISTER(CSSELR) = 0;
    barrier();
    const uint32_t geometry = REGISTER(CCSIDR);
    const uint32_t sets = (geometry >> 13) & 0x7FFFu;
    const uint32_t ways = (geometry >> 3) & 0x3FFu;
    for (uint32_t set = 0; set <= sets; set++) {
        for (uint32_t way = 0; way <= ways; way++) {
            REGISTER(DCISW) = (set << 5) | (way << 30);
        }
    }
}

void hil_cortex_m7_caches_on(void)
{
    barrier();
    REGISTER(ICIALLU) = 0;
    // After a reset by software the data cache may be on still: its lines must not be thrown away then.
    if ((REGISTER(CCR) & DATA_CACHE_ON) == 0) {
        invalidate_data_cache();
    }
    barrier();
    REGISTER(CCR) |= INSTRUCTION_CACHE_ON | DATA_CACHE_ON;
    barrier();
}
