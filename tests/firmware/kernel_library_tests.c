// A library of kernels that stands in for the built-in ones: a fake that counts its calls.
#include "kernel_library.h"

#include "operator_runs.h"
#include "rig.h"
#include "test.h"

enum { SCRATCH = 100 };

static uint8_t rounding_of_fake;
static int calls, asked;

static uint8_t fake_rounding(void)
{
    return rounding_of_fake;
}

static void count_and_run(const operator_call_t *call)
{
    calls++;
    run_fully_connected_s8(call);
}

// Serves FULLY_CONNECTED alone.
static operator_run_t fake_kernel(const operator_call_t *call, uint32_t *scratch_bytes)
{
    asked++;
    *scratch_bytes = SCRATCH;
    return call->op->kind->code == OP_FULLY_CONNECTED ? count_and_run : NULL;
}

static void nothing(void *context, uint16_t operator_index)
{
    (void)context;
    (void)operator_index;
}

static hil_result_t commit_with(rig_t *rig, const hil_kernel_library_t *library, const sample_image_t *image)
{
    rig->image_model.library = library;
    memcpy(rig->board.memory.image_slot.bytes, image->bytes, image->count);
    return rig->model.commit(rig->model.context, (hil_span_t){ rig->board.memory.image_slot.bytes, image->count });
}

static rig_t *rig_for(sample_image_t *image, uint8_t rounding)
{
    sample_image_int8(image, rounding);
    return rig_new((rig_sizes_t){ image->arena_bytes, image->bias_ram_bytes, image->count, 0 });
}

static void what_a_library_serves_runs_there_and_the_rest_built_in(void)
{
    static sample_image_t image;
    static const hil_kernel_library_t library = { fake_rounding, fake_kernel, SCRATCH };
    const hil_layer_hook_t hook = { NULL, nothing, nothing };
    rounding_of_fake = 0;
    calls = asked = 0;
    rig_t *rig = rig_for(&image, 0);
    CHECK_EQUAL(HIL_OK, commit_with(rig, &library, &image).status);
    CHECK_EQUAL(image.operators, asked);
    rig->model.invoke(rig->model.context, image.operators, &hook);
    CHECK_EQUAL(1, calls);
    CHECK_EQUAL(HIL_OK, commit_with(rig, NULL, &image).status);
    rig->model.invoke(rig->model.context, image.operators, &hook);
    CHECK_EQUAL(1, calls);
    rig_free(rig);
}

static void an_image_of_the_other_rounding_is_refused(void)
{
    static sample_image_t image;
    static const hil_kernel_library_t library = { fake_rounding, fake_kernel, SCRATCH };
    for (uint8_t of_image = 0; of_image < 2; of_image++) {
        rig_t *rig = rig_for(&image, of_image);
        rounding_of_fake = of_image;
        CHECK_EQUAL(HIL_OK, commit_with(rig, &library, &image).status);
        rounding_of_fake = (uint8_t)(1 - of_image);
        const hil_result_t refused = commit_with(rig, &library, &image);
        CHECK_EQUAL(HIL_ROUNDING, refused.status);
        CHECK_EQUAL(rounding_of_fake, refused.detail);
        CHECK(rig->model.describe(rig->model.context) == NULL);
        rig_free(rig);
    }
}

static void too_little_scratch_is_refused_with_the_bytes(void)
{
    static sample_image_t image;
    static const hil_kernel_library_t library = { fake_rounding, fake_kernel, SCRATCH - 1 };
    rounding_of_fake = 0;
    rig_t *rig = rig_for(&image, 0);
    const hil_result_t refused = commit_with(rig, &library, &image);
    CHECK_EQUAL(HIL_SCRATCH_TOO_SMALL, refused.status);
    CHECK_EQUAL(SCRATCH, refused.detail);
    rig_free(rig);
}

const test_case_t kernel_library_tests[] = {
    { "what_a_library_serves_runs_there_and_the_rest_built_in", what_a_library_serves_runs_there_and_the_rest_built_in },
    { "an_image_of_the_other_rounding_is_refused", an_image_of_the_other_rounding_is_refused },
    { "too_little_scratch_is_refused_with_the_bytes", too_little_scratch_is_refused_with_the_bytes },
    { NULL, NULL },
};
