// The level-1 caches of a Cortex-M7.
#ifndef HIL_CORTEX_M7_H
#define HIL_CORTEX_M7_H

// Invalidates and enables both. Nothing here uses DMA, so nothing has to be cleaned later.
void hil_cortex_m7_caches_on(void);

#endif
