using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>The bundled float model in every form that `hilrig quantize` gives, on boards.</summary>
[Category("Emulated")]
public sealed class QuantizedDigitsTests
{
    private const int Pixels = 784;
    private const int Samples = 40;

    private static readonly ModelGraph Float = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_float32.tflite"));

    private static IEnumerable<TestCaseData> Cases =>
        from target in new[] { "host", "qemu:mps2-an386" }
        from options in new (string Name, QuantizationOptions Options)[]
        {
            ("int8", new()), ("int8 with int8 biases", new() { Bias = BiasSpec.Parse("int8:channel-shift"), Equalize = true, CorrectBiases = true }),
            ("int16x8", new() { To = QuantizationTarget.Int16x8 }), ("q7", new() { To = QuantizationTarget.Q7 }),
        }
        select new TestCaseData(target, options.Options).SetArgDisplayNames(target, options.Name);

    [TestCaseSource(nameof(Cases))]
    public Task Board_equals_simulator(string target, QuantizationOptions options)
    {
        var reals = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin")).Take(Samples * Pixels).Select(c => (c ^ 0x80) / 255f).ToArray();
        return QuantizedRun.CheckAsync(target, Float, reals, options);
    }
}
