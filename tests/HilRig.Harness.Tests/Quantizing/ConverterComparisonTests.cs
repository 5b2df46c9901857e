using System.Runtime.InteropServices;
using HilRig.Harness.Data;
using HilRig.Harness.Quantizing;
using HilRig.Harness.Runs;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;
using HilRig.Simulator.Quantization.PostTraining.Calibrating;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Quantizing;

/// <summary>
/// Our models beside those that TensorFlow's own converter made of the same float models: never further from the float model, with the
/// options that are named, with int32 and with int8 biases.
/// </summary>
[Category(Shared.Category)]
public sealed class ConverterComparisonTests
{
    // CIFAR-10 lies class by class: every eighth image calibrates, every fourth of the others tests.
    private const int Every = 8;

    [TestCase("int32")]
    [TestCase("int8:channel-shift")]
    public void Image_classification(string bias)
    {
        var labels = File.ReadAllBytes(Shared.Need("data", "cifar10_jpeg", "labels.u8")).Where((_, i) => i % Every is 2 or 6).Select(l => (int)l).ToArray();
        var codes = File.ReadAllBytes(Shared.Need("data", "cifar10_jpeg", "inputs.int8.bin"));
        var options = new QuantizationOptions { Bias = BiasSpec.Parse(bias), Calibration = new PercentileMethod(99.99) };
        var rows = Quantize("ic_resnet8", Part(codes, 3072, 0), Part(codes, 3072, 2, 6), options, labels);
        var (real, theirs, ours) = (rows[0], rows[1], rows[^1]);
        Assert.That(ours.RealRmse, Is.LessThan(theirs.RealRmse));
        Assert.That(ours.Changed, Is.LessThanOrEqualTo(theirs.Changed!.Value));
        Assert.That(ours.Accuracy, Is.GreaterThan(real.Accuracy!.Value - 0.02));
    }

    // The reference inputs are random, and TFLite's model was calibrated with pictures: agreement with float is what can be compared.
    [TestCase("int32")]
    [TestCase("int8:channel-shift")]
    public void Visual_wake_words(string bias)
    {
        var codes = File.ReadAllBytes(Shared.Need("reference", "random", "vww_96_int8.in.bin"));
        var rows = Quantize("vww_96", Part(codes, 27648, 0, 1, 4, 5), Part(codes, 27648, 2, 3, 6, 7), new() { Bias = BiasSpec.Parse(bias) });
        Assert.That(rows[^1].RealRmse, Is.LessThan(rows[1].RealRmse));
        Assert.That(rows[^1].Changed, Is.LessThanOrEqualTo(rows[1].Changed!.Value));
    }

    [TestCase("int32")]
    [TestCase("int8:channel-shift")]
    public void Anomaly_detection(string bias)
    {
        var windows = File.ReadAllBytes(Shared.Need("data", "ad01", "windows.f32.bin"));
        var (calibration, test) = (windows[..(windows.Length / 2)], windows[(windows.Length / 2)..]);
        IReadOnlyList<ComparedModel> Rows(bool corrects) => Quantize(
            "ad01", Floats(calibration), Floats(test), new() { Bias = BiasSpec.Parse(bias), CorrectBiases = corrects });
        var (plain, corrected) = (Rows(corrects: false), Rows(corrects: true));
        Assert.That(plain[^1].ScoreError, Is.LessThan(plain[1].ScoreError!.Value));
        Assert.That(corrected[^1].ScoreError, Is.LessThan(0.3 * corrected[1].ScoreError!.Value));
        Assert.That(corrected[^1].RealRmse, Is.LessThan(0.5 * corrected[1].RealRmse));
    }

    [Test]
    public void Legacy_q7_of_the_anomaly_detector()
    {
        var windows = File.ReadAllBytes(Shared.Need("data", "ad01", "windows.f32.bin"));
        var (calibration, test) = (windows[..(windows.Length / 2)], windows[(windows.Length / 2)..]);
        var rows = Quantize("ad01", Floats(calibration), Floats(test), new() { To = QuantizationTarget.Q7, CorrectBiases = true });
        Assert.That(rows.Select(r => r.Target), Is.EqualTo(new[] { "float", "sim", "sim", "sim:q7" }));
        Assert.That(rows[^1].ScoreError, Is.LessThan(rows[1].ScoreError!.Value));
    }

    private static IReadOnlyList<ComparedModel> Quantize(string name, float[] calibration, float[] test, QuantizationOptions options, int[]? labels = null)
    {
        var real = ModelReader.ReadFile(Shared.Need("models", name + "_float32.tflite"));
        var request = new QuantizeRequest
        {
            Float = real, Calibration = Samples(real, calibration), Test = Samples(real, test), Labels = labels, Options = options,
            Others = [ModelReader.ReadFile(Shared.Need("models", name + "_int8.tflite"))],
        };
        return new Quantizer(request, new SilentProgress()).Run(TestContext.CurrentContext.CancellationToken).Record.Rows;
    }

    private static SampleSet Samples(ModelGraph graph, float[] values) =>
        new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), sizeof(float) * values.Length / PreparedModel.Prepare(graph).InputBytes);

    // Codes of TFLite's int8 model as the real values they stand for.
    private static float[] Part(byte[] codes, int size, params int[] remainders)
    {
        // 0 to 255 for pictures as they are, 0 to 1 for scaled ones.
        var scale = size == 3072 ? 1 : 0.003921569f;
        return [.. codes.Where((_, i) => remainders.Contains(i / size % Every)).Select(c => (unchecked((sbyte)c) + 128) * scale)];
    }

    private static float[] Floats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
