using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Our weights against those that TensorFlow's own converter made of the same float models.</summary>
[Category(Shared.Category)]
public sealed class ConverterAgreementTests
{
    [TestCase("ic_resnet8", 10, 2)]
    [TestCase("vww_96", 28, 0)]
    [TestCase("ad01", 10, 0)]
    public void Weights_have_the_converters_scales_and_codes(string name, int layers, int codesOneOff)
    {
        var (ours, raised) = Quantize(name);
        var pairs = ours.Zip(Weights(ModelReader.ReadFile(Shared.Need("models", name + "_int8.tflite")))).ToList();
        Assert.That(pairs, Has.Count.EqualTo(layers));
        foreach (var (mine, theirs) in pairs)
            SameScales(mine, theirs, raised);
        // Two weights of ResNet-8 lie on the boundary between two codes.
        var differences = pairs.SelectMany(p => Codes(p.First).Zip(Codes(p.Second), (a, b) => Math.Abs(a - b))).Where(d => d > 0).ToList();
        Assert.That(differences, Has.Count.EqualTo(codesOneOff));
        Assert.That(differences, Is.All.EqualTo(1));
    }

    [Test]
    public void Dead_channels_are_those_whose_bias_the_converter_put_at_half_of_int32()
    {
        var (ours, raised) = Quantize("vww_96");
        var theirs = ModelReader.ReadFile(Shared.Need("models", "vww_96_int8.tflite"));
        var biases = theirs.Operators.Where(o => o.Inputs.Length > 2).Select(o => theirs.Tensor(o.Inputs[2])).ToList();
        var expected = ours.Zip(biases).SelectMany(p => MemoryMarshal.Cast<byte, int>(p.Second.Data.Span).ToArray()
            .Select((b, c) => (Dead: Math.Abs(b - 0L) > 1 << 29, Channel: (p.First.Index, c)))).Where(d => d.Dead).Select(d => d.Channel);
        Assert.That(raised, Is.EquivalentTo(expected));
    }

    // A raised scale depends on the input's, and so on the calibration samples, which are not the converter's here.
    private static void SameScales(TensorInfo mine, TensorInfo theirs, HashSet<(int Tensor, int Channel)> raised)
    {
        for (var c = 0; c < theirs.Quantization!.Scales.Length; c++)
        {
            if (!raised.Contains((mine.Index, c)))
                Assert.That(mine.Quantization!.Scale(c), Is.EqualTo(theirs.Quantization.Scale(c)), $"{mine} channel {c}");
        }
    }

    private static (List<TensorInfo> Weights, HashSet<(int Tensor, int Channel)> Raised) Quantize(string name)
    {
        var graph = ModelReader.ReadFile(Shared.Need("models", name + "_float32.tflite"));
        var samples = File.ReadAllBytes(Shared.Need("reference", "random", name + "_float32.in.bin"));
        var model = PostTrainingQuantizer.Quantize(graph, MemoryMarshal.Cast<byte, float>(samples).ToArray());
        return (Weights(ModelReader.Read(model.File, name)), [.. model.Raised.Select(r => (r.Tensor, r.Channel))]);
    }

    private static List<TensorInfo> Weights(ModelGraph graph) =>
        [.. graph.Operators.Where(o => o.Inputs.Length > 2).Select(o => graph.Tensor(o.Inputs[1]))];

    private static IEnumerable<int> Codes(TensorInfo tensor) => tensor.Data.ToArray().Select(b => (int)unchecked((sbyte)b));
}
