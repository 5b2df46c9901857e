// Prints the self test's result and the layer that failed; -1 for none. Twice, as a second run must find nothing left of the first.
#include <stdio.h>

#include "model.h"

int main(void)
{
    const long first = model_self_test(), second = model_self_test();
    printf("%ld %ld layer %ld\n", first, second, (long)model_failed_layer());
    return 0;
}
