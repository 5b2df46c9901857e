using HilRig.Fixtures;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>The bundled model with narrow biases on Renode's boards, with the binary that silicon runs: every layer equal, and what is counted is not called cycles.</summary>
[TestFixtureSource(nameof(Cases))]
[Category("Renode")]
public sealed class DigitsOnRenodeTests(string target, FixtureModel model) : ModelOnTargetFixture(target, model)
{
    private static readonly FixtureModel Digits = new()
    {
        Name = "digits",
        Path = Checkout.PathOf("fixtures", "models", "digits_int8.tflite"),
        Inputs = Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin"),
        Samples = 3,
        Bias = "int8:channel-shift",
        Gates = ["exact = 100% against sim", "arena <= 7840", "stack <= 6KiB"],
    };

    private static IEnumerable<object[]> Cases =>
        from board in new[] { "stm32f4-discovery", "stm32f746g-disco", "nrf52840dk", "nucleo-l552ze-q" }
        select new object[] { $"renode:{board}", Digits };

    [Test]
    public void Its_figures_are_emulated_instructions() =>
        Assert.That((Target.Counter!.Unit, Target.Counter.Provenance), Is.EqualTo(("instructions", "emulated")));
}
