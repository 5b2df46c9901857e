#include "hil_cortex_m.h"
#include "hil_stm32.h"

// Each turn is at least ten cycles of a core that still runs at 4 to 16 MHz.
enum { PATIENCE = 100000 };

void hil_stm32_set(uint32_t address, uint32_t bits)
{
    volatile uint32_t *const at = hil_stm32_register(address);
    *at |= bits;
    (void)*at;
}

void hil_stm32_await(uint32_t address, uint32_t mask, uint32_t value)
{
    const volatile uint32_t *const at = hil_stm32_register(address);
    for (uint32_t i = 0; (*at & mask) != value; i++) {
        if (i == PATIENCE) {
            hil_system_reset();
        }
    }
}
