#include "hil_mps2.h"

uint64_t hil_mps2_ticks(void)
{
    static uint64_t extended;
    const uint32_t now = *(volatile const uint32_t *)0x40028018u;
    extended += (uint32_t)(now - (uint32_t)extended);
    return extended;
}
