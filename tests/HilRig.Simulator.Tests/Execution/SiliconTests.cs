using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>The keyword model against what published silicon printed for 1000 samples.</summary>
[Category(Shared.Category)]
public sealed class SiliconTests
{
    private const int Samples = 1000;
    private const int Classes = 12;

    [Test]
    public void Double_rounding_equals_silicon_byte_for_byte([Values] VectorWidth width)
    {
        if (!VectorWidths.IsSupported(width))
            Assert.Ignore($"this machine has no {width} vectors");
        Assert.That(Run(Rounding.Double, width), Is.EqualTo(Reference("silicon_double_rounding.int8.bin")));
    }

    [Test]
    public void Single_rounding_differs_in_at_most_one_sample()
    {
        var (actual, expected) = (Run(Rounding.Single, null), Reference("silicon_single_rounding.int8.bin"));
        var different = Enumerable.Range(0, Samples).Count(s => !Sample(actual, s).SequenceEqual(Sample(expected, s)));
        Assert.That(different, Is.LessThanOrEqualTo(1));
    }

    private static byte[] Run(Rounding rounding, VectorWidth? width)
    {
        var graph = ModelReader.ReadFile(Shared.Need("models", "kws_int8.tflite"));
        var inputs = File.ReadAllBytes(Shared.Need("data", "kws01", "inputs.int8.bin"));
        return BatchRunner.Run(PreparedModel.Prepare(graph, rounding, width), inputs, Samples);
    }

    private static byte[] Reference(string name) => File.ReadAllBytes(Shared.Need("reference", "kws01", name));

    private static ReadOnlySpan<byte> Sample(byte[] outputs, int sample) => outputs.AsSpan(sample * Classes, Classes);
}
