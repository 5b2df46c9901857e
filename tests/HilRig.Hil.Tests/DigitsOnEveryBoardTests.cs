using HilRig.Fixtures;

namespace HilRig.Hil.Tests;

/// <summary>A few samples of the bundled model on every board of the bundled night: every layer equal, and the board used no more than was planned.</summary>
[TestFixtureSource(nameof(Cases))]
[Category("Emulated")]
public sealed class DigitsOnEveryBoardTests(string target, FixtureModel model) : ModelOnTargetFixture(target, model)
{
    private static readonly string[] Limits = ["exact = 100% against sim", "arena <= 7840", "stack <= 6KiB", "stack <= 2KiB where qemu:microbit"];

    private static IEnumerable<TestFixtureData> Cases =>
        from job in new[] { "digits/int32/qemu:*", "digits/int8:channel-shift/qemu:*" }.SelectMany(jobs => HilRigCases.From("fixtures/nightly.yml", jobs))
        select new TestFixtureData(job.Arguments[0], (FixtureModel)job.Arguments[1]! with { Samples = 5, Gates = Limits, IgnoresMissingTargets = true });
}
