#include <string.h>

#include "operator_kind.h"
#include "rig.h"
#include "test.h"

enum { MUTATIONS = 120000 };

static void commit_straight(rig_t *rig, const uint8_t *image, uint32_t count, hil_result_t *result)
{
    memcpy(rig->board.memory.image_slot.bytes, image, count);
    *result = rig->model.commit(rig->model.context, (hil_span_t){ rig->board.memory.image_slot.bytes, count });
}

static void valid_images_are_accepted(void)
{
    static sample_image_t image;
    for (int kind = 0; kind < 3; kind++) {
        kind == 2 ? sample_image_float(&image) : sample_image_int8(&image, (uint8_t)kind);
        rig_t *rig = rig_new((rig_sizes_t){ image.arena_bytes, image.bias_ram_bytes, image.count, 0 });
        hil_result_t result;
        commit_straight(rig, image.bytes, image.count, &result);
        CHECK_EQUAL(HIL_OK, result.status);
        CHECK_EQUAL(0, result.detail);
        rig_free(rig);
    }
}

static void truncated_images_are_refused(void)
{
    static sample_image_t image;
    sample_image_int8(&image, 0);
    for (uint32_t count = 0; count < image.count; count += count < 200 ? 1 : 37) {
        rig_t *rig = rig_new((rig_sizes_t){ image.arena_bytes, image.bias_ram_bytes, count, 0 });
        hil_result_t result;
        commit_straight(rig, image.bytes, count, &result);
        CHECK(!hil_is_ok(result));
        rig_free(rig);
    }
}

typedef struct change {
    uint32_t offset, value;
    uint8_t width;
    bool seal;
    hil_status_t status;
    uint32_t detail;
} change_t;

// Offsets: header 0, tensors 128 + 32 i, operators 448 + 80 i.
static void each_defect_has_its_code(void)
{
    static const change_t changes[] = {
        { 0, 0, 4, true, HIL_IMAGE_MAGIC, 0 },
        { 4, 9, 2, true, HIL_IMAGE_VERSION, 9 },
        { 8, 0x7FFFFFF0, 4, true, HIL_IMAGE_TOO_LARGE, 0x7FFFFFF0 },
        { 32, 2, 1, true, HIL_IMAGE_BOUNDS, 0x20000 | 32 },
        { 36, 0x10000, 4, true, HIL_ARENA_TOO_SMALL, 0x10000 },
        { 60, 0x10000, 4, true, HIL_BIAS_RAM_TOO_SMALL, 0x10000 },
        { 60, 0, 4, true, HIL_IMAGE_BOUNDS, 0x20000 | 60 },
        { 40, 2000, 2, true, HIL_IMAGE_TOO_LARGE, 2000 },
        { 128 + 4, 2, 4, true, HIL_IMAGE_BOUNDS, 0x10000 },
        { 128 + 32 + 20, 8, 4, true, HIL_IMAGE_BOUNDS, 0x10001 },
        { 448, 99, 2, true, HIL_IMAGE_OPERATOR, 0 },
        { 448 + 80 + 2, 2, 1, true, HIL_IMAGE_OPERATOR, 1 },
        { 448 + 80 + 38, 17, 2, true, HIL_IMAGE_BOUNDS, 1 },
        { 448 + 5 * 80 + 52, 3, 4, true, HIL_IMAGE_BOUNDS, 5 },
    };
    static sample_image_t image;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const change_t *c = &changes[i];
        sample_image_int8(&image, 0);
        for (uint32_t k = 0; k < c->width; k++) {
            image.bytes[c->offset + k] = (uint8_t)(c->value >> (8 * k));
        }
        sample_image_seal(image.bytes, image.count);
        rig_t *rig = rig_new((rig_sizes_t){ 8192, 256, image.count, 0 });
        hil_result_t result;
        commit_straight(rig, image.bytes, image.count, &result);
        CHECK_EQUAL(c->status, result.status);
        CHECK_EQUAL(c->detail, result.detail);
        rig_free(rig);
    }
}

static void a_flipped_bit_fails_the_crc(void)
{
    static sample_image_t image;
    sample_image_int8(&image, 0);
    image.bytes[image.count - 20] ^= 1;
    rig_t *rig = rig_new((rig_sizes_t){ image.arena_bytes, image.bias_ram_bytes, image.count, 0 });
    hil_result_t result;
    commit_straight(rig, image.bytes, image.count, &result);
    CHECK_EQUAL(HIL_IMAGE_CRC, result.status);
    rig_free(rig);
}

// What a commit says when a section of operator `index` begins elsewhere.
static hil_status_t moved(uint32_t index, uint32_t field, uint32_t by)
{
    static sample_image_t image;
    sample_image_int8(&image, 0);
    uint8_t *op = image.bytes + 448 + index * 80;
    hil_store_u32(op + field, hil_load_u32(op + field) + by);
    sample_image_seal(image.bytes, image.count);
    rig_t *rig = rig_new((rig_sizes_t){ image.arena_bytes, image.bias_ram_bytes, image.count, 0 });
    hil_result_t result;
    commit_straight(rig, image.bytes, image.count, &result);
    rig_free(rig);
    return result.status;
}

// The sample has INT8 biases with shifts, INT16 ones with multipliers, and INT32 ones.
static void biases_lie_at_multiples_of_four_and_shifts_anywhere(void)
{
    enum { BIASES = 28, WIDENING = 40 };
    static const uint32_t biased[] = { 0, 1, 5 };
    for (uint32_t i = 0; i < 3; i++) {
        CHECK_EQUAL(HIL_IMAGE_BOUNDS, moved(biased[i], BIASES, 2));
        CHECK_EQUAL(HIL_OK, moved(biased[i], BIASES, 4));
    }
    CHECK_EQUAL(HIL_OK, moved(0, WIDENING, 1));
    CHECK_EQUAL(HIL_IMAGE_BOUNDS, moved(1, WIDENING, 2));
}

static bool softmax_is_accepted(hil_softmax_params_t parameters)
{
    const uint32_t count = (uint32_t)(parameters.rows * parameters.row_size);
    const hil_image_tensor_t in = { .bytes = count, .type = TYPE_INT8 };
    const hil_image_tensor_t out = { .bytes = count, .offset = 65536, .type = TYPE_INT8 };
    const hil_image_operator_t op = { .type = TYPE_INT8, .parameters = { .softmax = parameters } };
    const operator_call_t call = { &op, &in, NULL, NULL, &out, NULL };
    operator_needs_t needs = { 0 };
    return check_softmax(&call, &needs);
}

// 512 elements near the maximum overflow the sum; a positive or overflowing exponent leaves the exponential's range.
static void softmax_beyond_its_format_is_refused(void)
{
    const int32_t half = 1 << 30;
    CHECK(softmax_is_accepted((hil_softmax_params_t){ 3, 511, half, 23, -248 }));
    CHECK(!softmax_is_accepted((hil_softmax_params_t){ 3, 512, half, 23, -248 }));
    CHECK(softmax_is_accepted((hil_softmax_params_t){ 1, 10, half, 24, -128 }));
    CHECK(!softmax_is_accepted((hil_softmax_params_t){ 1, 10, half, 24, -129 }));
    CHECK(!softmax_is_accepted((hil_softmax_params_t){ 1, 10, half, -1, -100 }));
    CHECK(!softmax_is_accepted((hil_softmax_params_t){ 1, 10, -half, 3, -100 }));
    CHECK(!softmax_is_accepted((hil_softmax_params_t){ 1, 10, half, 3, 1 }));
}

static void a_defect_in_parameters_names_its_operator(void)
{
    static sample_image_t image;
    sample_image_int8(&image, 0);
    uint8_t *op = image.bytes + 448 + 6 * 80;
    uint8_t *parameters = image.bytes + hil_load_u32(op + 12);
    CHECK_EQUAL(10, hil_load_u32(parameters + 4));
    hil_store_u32(parameters + 12, 24);   // -248 * 2^24 leaves 32 bits
    sample_image_seal(image.bytes, image.count);
    rig_t *rig = rig_new((rig_sizes_t){ image.arena_bytes, image.bias_ram_bytes, image.count, 0 });
    hil_result_t result;
    commit_straight(rig, image.bytes, image.count, &result);
    CHECK_EQUAL(HIL_IMAGE_BOUNDS, result.status);
    CHECK_EQUAL(6, result.detail);
    rig_free(rig);
}

static uint32_t interesting(test_random_t *random)
{
    static const uint32_t values[] = { 0, 1, 2, 3, 4, 8, 15, 16, 17, 31, 32, 62, 63, 127, 128, 255, 256, 511, 512, 4096, 0x7FFF, 0x8000,
                                       0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000u, 0xFFFFFFFFu, 0xFFFFFFF0u, 0xFFFFFFE1u };
    const uint32_t pick = values[test_next(random) % (sizeof values / sizeof values[0])];
    return (test_next(random) & 3u) == 0 ? test_next(random) : pick;
}

static void mutate(test_random_t *random, uint8_t *bytes, const sample_image_t *image)
{
    const int changes = test_range(random, 1, 3);
    for (int i = 0; i < changes; i++) {
        // Mostly records and parameters, which lie before the bulk of the weights or between them.
        const uint32_t end = (test_next(random) & 3u) != 0 ? image->records_end : image->count;
        const uint32_t at = 4 + test_next(random) % (end - 8);
        const uint32_t value = interesting(random);
        switch (test_next(random) % 4) {
        case 0:
            bytes[at] = (uint8_t)value;
            break;
        case 1:
            hil_store_u16(bytes + (at & ~1u), (uint16_t)value);
            break;
        case 2:
            hil_store_u32(bytes + (at & ~3u), value);
            break;
        default:
            hil_store_u32(bytes + (at & ~3u), hil_load_u32(bytes + (at & ~3u)) + (uint32_t)test_range(random, -17, 17));
            break;
        }
    }
}

static void run_and_probe(rig_t *rig, test_random_t *random)
{
    const uint8_t all[4] = { 0xFF, 0xFF, 3, 0x5A };
    const uint8_t probe[6] = { (uint8_t)(test_next(random) % 7), 0, (uint8_t)test_next(random), 0, 0, 0 };
    CHECK_EQUAL(HIL_OK, rig_call(rig, HIL_RUN, all, 4)->status);
    CHECK(rig_call(rig, HIL_PROBE, probe, 6)->answered);
    CHECK(rig_call(rig, HIL_OUTPUT_READ, (const uint8_t[]){ 0, 0, 0, 0, 1, 0 }, 6)->answered);
}

// The promise of IMAGE.md: whatever the image says, no access leaves image, arena or bias RAM. The sanitizers are the judge.
static void mutated_images_never_hurt(const sample_image_t *image, uint64_t seed)
{
    static uint8_t bytes[SAMPLE_MAX];
    test_random_t random = { seed };
    rig_t *rig = rig_new((rig_sizes_t){ image->arena_bytes, image->bias_ram_bytes, image->count, 0 });
    int accepted = 0;
    for (int i = 0; i < MUTATIONS / 3; i++) {
        memcpy(bytes, image->bytes, image->count);
        mutate(&random, bytes, image);
        sample_image_seal(bytes, image->count);
        hil_result_t result;
        commit_straight(rig, bytes, image->count, &result);
        CHECK(result.status <= HIL_IMAGE_TOO_LARGE);
        if (hil_is_ok(result)) {
            accepted++;
            run_and_probe(rig, &random);
        }
    }
    CHECK(accepted > MUTATIONS / 100);   // else the mutations test only the first check
    rig_free(rig);
}

static void mutated_int8_images_never_hurt(void)
{
    static sample_image_t image;
    sample_image_int8(&image, 0);
    mutated_images_never_hurt(&image, 101);
    sample_image_int8(&image, 1);
    mutated_images_never_hurt(&image, 102);
}

static void mutated_int16_images_never_hurt(void)
{
    static sample_image_t image;
    sample_image_int16(&image);
    mutated_images_never_hurt(&image, 104);
}

static void mutated_images_with_states_never_hurt(void)
{
    static sample_image_t image;
    sample_image_memory(&image);
    mutated_images_never_hurt(&image, 105);
}

static void mutated_float_images_never_hurt(void)
{
    static sample_image_t image;
    sample_image_float(&image);
    mutated_images_never_hurt(&image, 103);
}

const test_case_t image_tests[] = {
    { "valid_images_are_accepted", valid_images_are_accepted },
    { "truncated_images_are_refused", truncated_images_are_refused },
    { "each_defect_has_its_code", each_defect_has_its_code },
    { "a_flipped_bit_fails_the_crc", a_flipped_bit_fails_the_crc },
    { "biases_lie_at_multiples_of_four_and_shifts_anywhere", biases_lie_at_multiples_of_four_and_shifts_anywhere },
    { "softmax_beyond_its_format_is_refused", softmax_beyond_its_format_is_refused },
    { "a_defect_in_parameters_names_its_operator", a_defect_in_parameters_names_its_operator },
    { "mutated_int8_images_never_hurt", mutated_int8_images_never_hurt },
    { "mutated_float_images_never_hurt", mutated_float_images_never_hurt },
    { "mutated_int16_images_never_hurt", mutated_int16_images_never_hurt },
    { "mutated_images_with_states_never_hurt", mutated_images_with_states_never_hurt },
    { NULL, NULL },
};
