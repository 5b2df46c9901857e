#include "hil_stm32.h"

enum { MODE = 0x00, SPEED = 0x08, PULL = 0x0C, ALTERNATE_LOW = 0x20 };
enum { MODE_ALTERNATE = 2, SPEED_FAST = 2, PULL_UP = 1 };

static void set_field(uint32_t address, uint32_t width, uint32_t index, uint32_t value)
{
    const uint32_t shift = width * index;
    const uint32_t mask = ((1u << width) - 1u) << shift;
    volatile uint32_t *const at = hil_stm32_register(address);
    *at = (*at & ~mask) | (value << shift);
}

void hil_stm32_pin(uint32_t port_address, uint32_t pin, uint32_t alternate_function)
{
    set_field(port_address + ALTERNATE_LOW + 4u * (pin / 8u), 4, pin % 8u, alternate_function);
    set_field(port_address + SPEED, 2, pin, SPEED_FAST);
    set_field(port_address + PULL, 2, pin, PULL_UP);
    set_field(port_address + MODE, 2, pin, MODE_ALTERNATE);
}
