using HilRig.Harness.Cycles;

namespace HilRig.Harness.Tests.Cycles;

/// <summary>Short pieces of code, counted by hand from the manuals' tables.</summary>
public class BlockCostTests
{
    // adds r0, r0, r1 | muls r0, r1, r0 | mla r0, r1, r2, r3 | smull r0, r1, r2, r3 | umlal r0, r1, r2, r3 | sdiv r0, r1, r2
    [TestCase("cortex-m4", "1840 4348 fb01 3002 fb82 0103 fbe2 0103 fb91 f0f2", 1 + 1 + 1 + 1 + 1 + 7)]
    [TestCase("cortex-m3", "1840 4348 fb01 3002 fb82 0103 fbe2 0103 fb91 f0f2", 1 + 1 + 2 + 4 + 6 + 7)]
    [TestCase("cortex-m33f", "1840 4348 fb01 3002 fb82 0103 fbe2 0103 fb91 f0f2", 1 + 1 + 1 + 1 + 1 + 7)]
    // smlad r0, r1, r2, r3 | sadd16 r0, r1, r2 | sxtb16 r0, r1
    [TestCase("cortex-m4f", "fb21 3002 fa91 f002 fa2f f081", 3)]
    [TestCase("cortex-m7f", "fb21 3002 fa91 f002 fa2f f081", 3)]
    public void Arithmetic(string core, string code, int cycles) => Assert.That(Cost(core, code).Cycles, Is.EqualTo(cycles));

    // ldr r0, [r1]
    [TestCase("cortex-m4", "6808", 2)]
    [TestCase("cortex-m0", "6808", 2)]
    // ldr r0, [r1] | ldr r2, [r1, #4]: the second is pipelined, not on the M0
    [TestCase("cortex-m4", "6808 684a", 2 + 1)]
    [TestCase("cortex-m0", "6808 684a", 2 + 2)]
    [TestCase("cortex-m0plus", "6808 684a", 2 + 2)]
    // ldr r1, [r1] | ldr r0, [r1]: the address must be waited for
    [TestCase("cortex-m4", "6809 6808", 2 + 2)]
    // ldr r0, [r1] | adds r0, r0, r1 | ldr r2, [r1, #4]: arithmetic between them
    [TestCase("cortex-m4", "6808 1840 684a", 2 + 1 + 2)]
    // ldr r0, [r1, r5] | ldr r1, [r2] | ldr r2, [r3, #4]: normally four cycles, as the M4's manual has it
    [TestCase("cortex-m4", "5948 6811 685a", 4)]
    // ldr r0, [r1, r5] | str r0, [r2, #20]: normally three cycles, as the manual has it
    [TestCase("cortex-m4", "5948 6150", 3)]
    // str r0, [r1, #4] | ldr r0, [r1]: nothing is pipelined after a store
    [TestCase("cortex-m4", "6048 6808", 1 + 2)]
    [TestCase("cortex-m0", "6048 6808", 2 + 2)]
    // str r0, [r1, r2], alone and after a load
    [TestCase("cortex-m4", "5088", 2)]
    [TestCase("cortex-m4", "6808 5088", 2 + 1)]
    public void Loads_and_stores(string core, string code, int cycles) => Assert.That(Cost(core, code).Cycles, Is.EqualTo(cycles));

    // ldmia r0!, {r1, r2, r3}
    [TestCase("cortex-m4", "c80e", 1 + 3)]
    [TestCase("cortex-m0", "c80e", 1 + 3)]
    // push {r4, r5, lr}
    [TestCase("cortex-m4", "b530", 1 + 3)]
    // ldrd r0, r1, [r2]
    [TestCase("cortex-m4", "e9d2 0100", 1 + 2)]
    // ldr r0, [r1] | ldmia r0!, {r1, r2, r3} | ldr r0, [r1]: multiples are not pipelined with what is around them
    [TestCase("cortex-m4", "6808 c80e 6808", 2 + 4 + 2)]
    // vldmia r0!, {s0-s3} | vldr d0, [r0]
    [TestCase("cortex-m4f", "ecb0 0a04 ed90 0b00", 1 + 4 + 3)]
    public void Multiples(string core, string code, int cycles) => Assert.That(Cost(core, code).Cycles, Is.EqualTo(cycles));

    // adds r0, r0, r1 | beq
    [TestCase("cortex-m4", "1840 d0fe", 2, 2)]
    [TestCase("cortex-m0", "1840 d0fe", 2, 2)]
    [TestCase("cortex-m0plus", "1840 d0fe", 2, 1)]
    // bl
    [TestCase("cortex-m4", "f7ff fffe", 1, 2)]
    [TestCase("cortex-m0", "f7ff fffe", 1, 3)]
    [TestCase("cortex-m0plus", "f7ff fffe", 1, 2)]
    // bx lr
    [TestCase("cortex-m4", "4770", 1, 2)]
    [TestCase("cortex-m0", "4770", 1, 2)]
    // pop {r4, pc}: 1 + N + P; 4 + N on the M0, 3 + N on the M0+
    [TestCase("cortex-m4", "bd10", 1 + 2, 2)]
    [TestCase("cortex-m0", "bd10", 1 + 2, 3)]
    [TestCase("cortex-m0plus", "bd10", 1 + 2, 2)]
    // ldr pc, [sp], #4 | tbb [pc, r0]: 2 + P
    [TestCase("cortex-m4", "f85d fb04", 2, 2)]
    [TestCase("cortex-m4", "e8df f000", 2, 2)]
    // cbz r0
    [TestCase("cortex-m4", "b110", 1, 2)]
    // adds r0, r0, r1: no branch, whatever comes after
    [TestCase("cortex-m4", "1840", 1, 0)]
    // le lr: the loop's branch is free
    [TestCase("cortex-m55", "f00f c009", 1, 0)]
    public void Branches(string core, string code, int cycles, int taken)
    {
        var cost = Cost(core, code);
        Assert.That((cost.Cycles, cost.TakenCycles), Is.EqualTo((cycles, taken)));
    }

    // vadd.f32 | vfma.f32 | vdiv.f32 | vmov r0, r1, s2, s3 | vmrs
    [TestCase("cortex-m4f", "ee30 0a81 eea0 0a81 ee80 0a81 ec51 0a11 eef1 fa10", 1 + 3 + 14 + 2 + 1)]
    // dsb | mrs r0, primask
    [TestCase("cortex-m4", "f3bf 8f4f f3ef 8010", 1 + 2)]
    [TestCase("cortex-m0", "f3bf 8f4f f3ef 8010", 4 + 4)]
    // it eq | nop
    [TestCase("cortex-m4", "bf08 bf00", 2)]
    public void Floats_barriers_and_the_rest(string core, string code, int cycles) => Assert.That(Cost(core, code).Cycles, Is.EqualTo(cycles));

    // vldrb.8 q0, [r0], #16 | vmladava.s8 r0, q0, q1 | vadd.i32 q0, q0, q1: two beats, the second half hidden by the first
    [TestCase("cortex-m55", 2 + 1 + 2, 0)]
    [TestCase("cortex-m33f", 3, 3)]
    public void Vector_instructions_overlap_where_there_are_any_and_are_unknown_elsewhere(string core, int cycles, int unknown)
    {
        var cost = Cost(core, "ecb0 1e10 eef0 0f22 ef20 0842");
        Assert.That((cost.Cycles, cost.Instructions, cost.Unknown), Is.EqualTo((cycles, 3, unknown)));
    }

    [Test]
    public void What_is_not_known_takes_a_cycle_and_is_counted()
    {
        // udf #0 | adds r0, r0, r1
        var cost = Cost("cortex-m4", "de00 1840");
        Assert.That((cost.Cycles, cost.Instructions, cost.Unknown), Is.EqualTo((2, 2, 1)));
    }

    [Test]
    public void Cores_without_rules_are_told_by_null() => Assert.That(CoreRules.Of("host"), Is.Null);

    private static BlockCost Cost(string core, string code) => BlockCost.Of(ThumbDecoderTests.Code(code), CoreRules.Of(core)!);
}
