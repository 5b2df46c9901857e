using HilRig.Harness.Data;
using HilRig.Harness.Targets;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>The bundled float model, quantized here, on boards: every layer of every sample equal to the simulator to the bit.</summary>
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
    public async Task Board_equals_simulator(string target, QuantizationOptions options)
    {
        var reals = File.ReadAllBytes(Checkout.PathOf("fixtures", "data", "digits", "inputs.int8.bin")).Take(Samples * Pixels).Select(c => (c ^ 0x80) / 255f).ToArray();
        var model = PreparedModel.Prepare(ModelReader.Read(PostTrainingQuantizer.Quantize(Float, reals, options).File, "digits"));
        var inputs = Codes(model, reals);
        var cancellation = TestContext.CurrentContext.CancellationToken;
        await using var simulator = new SimTarget("sim");
        await simulator.LoadAsync(model, cancellation);
        var expected = await simulator.RunAsync(inputs, Samples, LayerDetail.Crc, null, cancellation);
        await using var board = await Boards.OpenAsync(target);
        await board.LoadAsync(model, cancellation);
        var actual = await board.RunAsync(inputs, Samples, LayerDetail.Crc, null, cancellation);
        Assert.That(actual.Outputs, Is.EqualTo(expected.Outputs));
        Assert.That(Crcs(actual), Is.EqualTo(Crcs(expected)));
        Assert.That(actual.Layers[0], Has.Length.EqualTo(model.Operators.Length));
    }

    private static IEnumerable<uint> Crcs(TargetRun run) => run.Layers.SelectMany(sample => sample.Select(layer => layer.Crc));

    private static byte[] Codes(PreparedModel model, float[] reals)
    {
        var folder = Directory.CreateTempSubdirectory("hilrig-quantized-");
        try
        {
            // As a user gives float samples to an integer model.
            var path = Path.Combine(folder.FullName, "samples.npy");
            new NpyArray("f4", [Samples, Pixels], System.Runtime.InteropServices.MemoryMarshal.AsBytes(reals.AsSpan()).ToArray()).Write(path);
            return SampleSet.Read(path, model).Bytes.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
