#include "hil_ring.h"
#include "test.h"

static void ring_keeps_order_and_counts_losses(void)
{
    uint8_t bytes[8], out[16];
    hil_ring_t ring;
    hil_ring_init(&ring, bytes, 8);
    CHECK(hil_ring_is_empty(&ring));
    for (uint8_t i = 0; i < 10; i++) {
        CHECK_EQUAL(i < 8, hil_ring_put(&ring, i));
    }
    CHECK_EQUAL(2, ring.dropped);
    CHECK_EQUAL(3, hil_ring_take(&ring, out, 3));
    CHECK_EQUAL(5, hil_ring_take(&ring, out + 3, 13));
    for (uint8_t i = 0; i < 8; i++) {
        CHECK_EQUAL(i, out[i]);
    }
    CHECK(hil_ring_is_empty(&ring));
}

static void ring_survives_the_wrap_of_its_counts(void)
{
    uint8_t bytes[4], out;
    hil_ring_t ring;
    hil_ring_init(&ring, bytes, 4);
    ring.written = ring.taken = 0xFFFFFFFEu;
    for (uint8_t i = 0; i < 20; i++) {
        CHECK(hil_ring_put(&ring, i));
        CHECK_EQUAL(1, hil_ring_take(&ring, &out, 1));
        CHECK_EQUAL(i, out);
    }
}

const test_case_t ring_tests[] = {
    { "ring_keeps_order_and_counts_losses", ring_keeps_order_and_counts_losses },
    { "ring_survives_the_wrap_of_its_counts", ring_survives_the_wrap_of_its_counts },
    { NULL, NULL },
};
