using HilRig.Fixtures;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>The bundled model on every board there is, with the committed limits.</summary>
[TestFixtureSource(nameof(Cases))]
[Category("Emulated")]
public sealed class DigitsOnBoardsTests(string target, FixtureModel model) : ModelOnTargetFixture(target, model)
{
    // Emulated instructions are the same in every run, so the limits lie close above what was found.
    private static readonly string[] Limits =
    [
        "exact = 100% against sim", "instructions <= 1.4M where qemu:*", "flash <= 11KiB", "arena <= 8KiB where qemu:*", "stack <= 6KiB where qemu:*",
    ];

    private static readonly FixtureModel Digits = new()
    {
        Name = "digits",
        Path = Checkout.PathOf("fixtures", "models", "digits_int8.tflite"),
        FloatPath = Checkout.PathOf("fixtures", "models", "digits_float32.tflite"),
        Inputs = Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"),
        Labels = Checkout.PathOf("fixtures", "data", "digits", "labels.u8"),
        Gates = [.. Limits, "accuracy-drop <= 0.5pp against float"],
    };

    private static IEnumerable<object[]> Cases =>
        from target in new[] { "host", "qemu:mps2-an386" }
        from model in new[]
        {
            Digits, Digits with { Bias = "int16:channel-shift" }, Digits with { Bias = "int8:channel-shift" }, Digits with { Bias = "int8:layer-scale" },
            Digits with { Bias = "int8:saturate", Gates = Limits },
        }
        select new object[] { target, model };

    [Test]
    public void Float_model_on_the_same_board_takes_more_instructions_flash_and_arena()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(FloatOnTarget!.Counter!.Median, Is.GreaterThan(Target.Counter!.Median).Or.Matches<double>(_ => Target.Counter.Unit == "ns"));
            Assert.That(FloatOnTarget.Memory!.FlashBytes, Is.GreaterThan(2 * Target.Memory!.FlashBytes));
            Assert.That(FloatOnTarget.Memory.ArenaBytes, Is.EqualTo(4 * Target.Memory.ArenaBytes));
        }
    }
}
