// One input of the fuzzer: what it is, and what is done with it.
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

// The first byte of an input says which.
enum { FUZZ_BYTES, FUZZ_REQUESTS, FUZZ_IMAGE, FUZZ_KINDS };

// FUZZ_BYTES: the rest arrives as it is.
// FUZZ_REQUESTS: records of `u8 kind, u8 length, payload`, each sent as a frame with a good CRC.
// FUZZ_IMAGE: records of `u16 at, u8 how, u32 value` change a good model image, which is sealed, committed, run and probed.
// The sanitizers judge; what they cannot see (a malformed reply, more than one answer) ends the program.
// How deep the inputs went.
typedef struct fuzz_depth {
    unsigned long requests, good_requests, images, good_images;
} fuzz_depth_t;

extern fuzz_depth_t fuzz_depth;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

#endif
