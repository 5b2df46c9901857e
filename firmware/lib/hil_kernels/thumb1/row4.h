// No better way than C's.
#include "../portable/row4.h"
