#include "hil_kernels.h"

void hil_reshape(const uint8_t *in, uint8_t *out, size_t count)
{
    memmove(out, in, count);
}
