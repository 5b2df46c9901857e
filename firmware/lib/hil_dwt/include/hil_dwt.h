// The cycle counter of ARMv7-M and ARMv8-M as the board's counter. On silicon it counts core cycles; an emulator counts what it likes.
#ifndef HIL_DWT_H
#define HIL_DWT_H

void hil_dwt_start(void);

#endif
