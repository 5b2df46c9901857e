using HilRig.Harness;
using HilRig.Harness.Runs.Gates;
using HilRig.Reporting.Records;
using NUnit.Framework.Constraints;
using NUnit.Framework.Internal;

namespace HilRig.Fixtures.Tests;

/// <summary>What constraints say when they fail: figure, unit, provenance, limit, and by how much it is missed; whole texts, as a user reads them.</summary>
public sealed class ConstraintMessageTests
{
    private static readonly TargetRecord Board = new()
    {
        Name = "qemu:mps2-an386",
        Role = "model",
        Board = "mps2-an386",
        Core = "cortex-m4f",
        Kernels = "built-in, DSP",
        Samples = 500,
        Accuracy = 0.878,
        AccuracyLow = 0.846,
        AccuracyHigh = 0.904,
        ChangedAgainstFloat = 7,
        Counter = new("instructions", "emulated", 1_194_509, 1_194_500, 1_194_600, 3.1),
        Memory = new(9648, 0, 7900, 7840, 3004, null),
    };

    private static readonly TargetRecord Float = Board with { Name = "float", Accuracy = 0.9 };

    private static IEnumerable<TestCaseData> Failing =>
    [
        Case(
            Is.AsAccurateAs(Float, points: 1), "accuracy-drop <= 1pp against float",
            "qemu:mps2-an386: accuracy-drop 2.2 pp (exact), against float, 1.2 pp over the limit of 1 pp"),
        Case(Is.InAgreementWithFloat(percent: 1), "changed <= 1% against float", "qemu:mps2-an386: changed 1.4 % (exact), against float, 0.4 % over the limit of 1 %"),
        Case(
            Is.Within("accuracy >= 90%"), "accuracy >= 90%",
            "qemu:mps2-an386: accuracy 87.8 % (exact), 95 % interval 84.6 to 90.4 %, 2.2 % under the limit of 90 %"),
        Case(
            Is.WithinInstructions(1_000_000), "instructions <= 1000000",
            "qemu:mps2-an386: instructions 1,194,509 instructions (emulated), 194,509 instructions over the limit of 1,000,000 instructions"),
        Case(Is.WithinCycles(10), "cycles <= 10", "qemu:mps2-an386 has no figure for cycles: it counts instructions, or nothing"),
        Case(Is.WithinArena(7840), "arena <= 7840B", "qemu:mps2-an386: arena 7,900 B (exact), 60 B over the limit of 7,840 B"),
        Case(Is.WithinStack(2048), "stack <= 2048B", "qemu:mps2-an386: stack 3,004 B (exact), 956 B over the limit of 2,048 B"),
        Case(Is.WithinFlash(9000), "flash <= 9000B", "qemu:mps2-an386: flash 9,648 B (exact), 648 B over the limit of 9,000 B"),
        Case(Is.Within("bias-bytes <= 100"), "bias-bytes <= 100", "qemu:mps2-an386 has no figure for bias-bytes: the fixture's Figures have it"),
        Case(Is.WithinItsMemoryPlan(), "an arena within 16 B of the plan", "qemu:mps2-an386: arena 7,900 B by painting, planned 7,840 B: +60 B"),
    ];

    [TestCaseSource(nameof(Failing))]
    public void A_missed_limit_says_what_it_is_and_by_how_much(Constraint constraint, string expected, string found) =>
        Assert.That(Message(constraint, Board), Is.EqualTo($"  Expected: {expected}\n  But was:  {found}\n"));

    [Test]
    public void A_model_without_room_fails_every_constraint_with_the_reason()
    {
        var unfit = Board with { NoRoom = "microbit has 4,096 bytes for the arena, digits needs 7,840: 3,744 too many", Exactness = null };
        foreach (var constraint in new Constraint[] { Is.EqualToTheSimulator(), Is.WithinItsMemoryPlan(), Is.WithinStack(1_000_000) })
            Assert.That(Message(constraint, unfit), Does.Contain("the model did not run: microbit has 4,096 bytes"));
    }

    [Test]
    public void A_mismatch_says_where_and_in_which_step()
    {
        var first = new MismatchRecord
        {
            Sample = 3, Operator = 2, Layer = "operator 2 CONV_2D", Element = 17, Channel = 1, Expected = -12, Actual = -11, DifferingElements = 9,
            Explanation = "the stored bias differs: 40 in the model, 41 on the board",
        };
        var board = Board with { Exactness = new(498, 500, 3990, 4000, first) { OtherRounding = new("single", 499, 3995, false) } };
        Assert.That(Message(Is.EqualToTheSimulator(), board), Is.EqualTo("""
              Expected: every output and layer equal to the simulator, to the bit
              But was:  qemu:mps2-an386: 498 of 500 outputs, 3,990 of 4,000 layer outputs equal
                        first difference: sample 3, operator 2 CONV_2D, channel 1, element 17: -12 expected, -11 found (9 elements of that tensor differ)
                        the stored bias differs: 40 in the model, 41 on the board
                        with single rounding 499 of 500 outputs are equal

            """));
    }

    [Test]
    public void Constraints_combine_with_NUnits_own() =>
        Assert.That(Board, Is.WithinStack(3004) & Is.WithinInstructions(1_194_509) & !Is.WithinArena(7840));

    [Test]
    public void What_is_no_target_and_what_is_no_gate_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Is.WithinStack(1).ApplyTo("a board"), Throws.ArgumentException.With.Message.Contains("takes a TargetRecord or GateFigures, not a board"));
            Assert.That(() => Is.EqualToTheSimulator().ApplyTo(Board), Throws.ArgumentException.With.Message.Contains("was not compared with the simulator"));
            Assert.That(() => Is.Within("stack < much"), Throws.TypeOf<UsageException>());
            Assert.That(() => Is.NoWorseThanTheBaseline().ApplyTo(Board), Throws.ArgumentException.With.Message.Contains("takes a fixture's Changes"));
        }
    }

    [Test]
    public void A_fixtures_figures_know_the_biases() =>
        Assert.That(
            new GateFigures(Board, Float, null, null, 468) { BiasBits = 8 },
            Is.Within("bias-bytes <= 468") & Is.Within("bits <= 8") & Is.Within("accuracy-drop <= 2.3pp"));

    private static string Message(Constraint constraint, TargetRecord target)
    {
        var result = constraint.ApplyTo(target);
        Assert.That(result.IsSuccess, Is.False);
        var writer = new TextMessageWriter();
        result.WriteMessageTo(writer);
        return writer.ToString();
    }

    private static TestCaseData Case(Constraint constraint, string expected, string found) =>
        new TestCaseData(constraint, expected, found).SetArgDisplayNames(expected);
}
