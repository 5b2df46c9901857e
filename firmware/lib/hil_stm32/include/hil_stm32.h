// What the STM32 families share: pins, and their two ways to a fast clock. Enabling a peripheral's clock is one line in the board's port.c.
#ifndef HIL_STM32_H
#define HIL_STM32_H

#include <stdbool.h>
#include <stdint.h>

static inline volatile uint32_t *hil_stm32_register(uint32_t address)
{
    return (volatile uint32_t *)address;
}

// Sets bits, and reads the register back: a peripheral's clock must be on before the next access reaches the peripheral.
void hil_stm32_set(uint32_t address, uint32_t bits);
// Waits until the register's masked bits are `value`; a clock that does not start within about 0.1 s resets the core, which tries again.
void hil_stm32_await(uint32_t address, uint32_t mask, uint32_t value);

// Gives a pin to a peripheral: push-pull, fast, pulled up (an open receive line must read as idle).
void hil_stm32_pin(uint32_t port_address, uint32_t pin, uint32_t alternate_function);

// F4 and F7 (RCC at 0x40023800): the PLL on the external clock.
typedef struct hil_stm32f4_clock {
    bool bypass;             // a clock comes in (an ST-LINK's MCO) instead of a crystal's
    bool overdrive;          // 180 MHz and more on F42x, F446 and F7
    uint32_t pll;            // RCC_PLLCFGR
    uint32_t prescalers;     // RCC_CFGR without its switch
    uint32_t flash_access;   // FLASH_ACR: wait states, prefetch, caches
} hil_stm32f4_clock_t;

void hil_stm32f4_clock(const hil_stm32f4_clock_t *clock);

// L4 and L5 (RCC at 0x40021000): the PLL on the internal 16 MHz oscillator. Set the voltage range before.
typedef struct hil_stm32l4_clock {
    uint32_t pll;            // RCC_PLLCFGR
    uint32_t flash_access;   // FLASH_ACR
} hil_stm32l4_clock_t;

void hil_stm32l4_clock(const hil_stm32l4_clock_t *clock);

#endif
