// How much stack the plain kernels may use for windows and weights. A board with little RAM sets HIL_KERNEL_SCRATCH lower in its board.mk;
// kernels then take large windows in more parts, with the same results.
#ifndef HIL_SCRATCH_H
#define HIL_SCRATCH_H

#ifndef HIL_KERNEL_SCRATCH
#define HIL_KERNEL_SCRATCH 1536
#endif

_Static_assert(HIL_KERNEL_SCRATCH >= 256, "kernels need at least 256 bytes of scratch");

enum {
    HIL_SCRATCH_SMALL = HIL_KERNEL_SCRATCH < 1024,
    // Channels whose sums' beginnings are kept while all pixels pass.
    HIL_CHANNEL_BLOCK = HIL_SCRATCH_SMALL ? 32 : 64,
};

#endif
