using HilRig.Fixtures;
using HilRig.Harness.Boards;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>A few samples of the bundled model on every board QEMU has: every layer equal, and the board used no more than was planned.</summary>
[TestFixtureSource(nameof(Cases))]
[Category("Emulated")]
public sealed class DigitsOnEveryBoardTests(string target, FixtureModel model) : ModelOnTargetFixture(target, model)
{
    private static readonly FixtureModel Digits = new()
    {
        Name = "digits",
        Path = Checkout.PathOf("fixtures", "models", "digits_int8.tflite"),
        Inputs = Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"),
        Samples = 5,
        Gates = ["exact = 100% against sim", "arena <= 7840", "stack <= 6KiB", "stack <= 2KiB where qemu:microbit"],
    };

    private static IEnumerable<object[]> Cases =>
        from board in BoardCatalog.Load().Boards
        where board.Emulators.Any(e => e.Kind == "qemu")
        from bias in new[] { "int32", "int8:channel-shift" }
        select new object[] { $"qemu:{board.Id}", Digits with { Bias = bias } };
}
