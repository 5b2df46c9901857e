using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Reshape;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Cross-layer equalization: the float function stays, the weights change, the quantized model gains.</summary>
public sealed class EqualizationTests
{
    private const int Samples = 20;

    private static IEnumerable<TestCaseData> Nets =>
    [
        new TestCaseData(new FloatNet(1, 6, 6, 2).Conv(6, FusedActivation.Relu, spread: 3).Depthwise(FusedActivation.Relu, spread: 0.5).Conv(3), 2)
            .SetArgDisplayNames("conv, depthwise, conv"),
        new TestCaseData(new FloatNet(1, 8).Dense(16, FusedActivation.Relu).Dense(5, FusedActivation.Relu).Dense(4), 2).SetArgDisplayNames("dense"),
        new TestCaseData(Flattened(), 1).SetArgDisplayNames("conv, pool, flatten, dense"),
        new TestCaseData(new FloatNet(1, 6, 6, 2).Conv(6, FusedActivation.Relu6, spread: 3).Conv(3), 0).SetArgDisplayNames("RELU6 is not homogeneous"),
    ];

    [TestCaseSource(nameof(Nets))]
    public void The_float_function_stays(object net, int pairs)
    {
        var (graph, samples) = (((FloatNet)net).Graph(), ((FloatNet)net).Samples(Samples));
        var quantized = PostTrainingQuantizer.Quantize(graph, samples, new() { Equalize = true });
        Assert.That(quantized.Equalized, Has.Length.EqualTo(pairs));
        Assert.That(quantized.Equalized.All(p => p.Factor > 1.05), "nothing was moved");
        var expected = FloatNet.Run(graph, samples);
        Assert.That(FloatNet.Run(quantized.Source, samples), Is.EqualTo(expected).Within(1e-5f * expected.Max(Math.Abs)));
    }

    [Test]
    public void Weights_of_a_pair_end_up_alike()
    {
        var net = new FloatNet(1, 6, 6, 2).Conv(6, FusedActivation.Relu, spread: 3).Conv(3);
        var source = PostTrainingQuantizer.Quantize(net.Graph(), net.Samples(Samples), new() { Equalize = true }).Source;
        var (first, second) = (Floats(source, 0), Floats(source, 1));
        for (var c = 0; c < 6; c++)
        {
            var before = first.Where((_, i) => i / 18 == c).Max(Math.Abs);
            var after = second.Where((_, i) => i % 6 == c).Max(Math.Abs);
            Assert.That(before, Is.EqualTo(after).Within(1e-3f * after));
        }
    }

    [Test]
    public void A_net_with_uneven_channels_gains()
    {
        var net = new FloatNet(1, 8, 8, 2).Conv(8, FusedActivation.Relu, spread: 2.5).Conv(4, FusedActivation.Relu).Conv(3);
        Assert.That(QuantizationError.Of(net, new() { Equalize = true }), Is.LessThan(0.8 * QuantizationError.Of(net, new())));
    }

    [Test]
    public void A_tensor_that_two_read_is_left_alone()
    {
        var net = new FloatNet(1, 4, 4, 2).Conv(4, FusedActivation.Relu, spread: 3);
        var shared = net.Last;
        net.Conv(4).Node(BuiltinOperator.Add, new HilRig.Simulator.Operators.Add.AddOptions(FusedActivation.None), [1, 4, 4, 4], -2, shared);
        Assert.That(PostTrainingQuantizer.Quantize(net.Graph(), net.Samples(4), new() { Equalize = true }).Equalized, Is.Empty);
    }

    private static FloatNet Flattened()
    {
        var net = new FloatNet(1, 4, 4, 2).Conv(5, FusedActivation.Relu, spread: 3)
            .Node(BuiltinOperator.AveragePool2D, new Pool2DOptions(PaddingScheme.Valid, new(2, 2), new(2, 2), FusedActivation.None), [1, 2, 2, 5], -2);
        var shape = net.Indices("shape", 1, 20);
        return net.Node(BuiltinOperator.Reshape, new ReshapeOptions([1, 20]), [1, 20], -2, shape).Dense(3);
    }

    private static float[] Floats(ModelGraph graph, int layer) => System.Runtime.InteropServices.MemoryMarshal
        .Cast<byte, float>(graph.Tensor(graph.Operators[layer].Inputs[1]).Data.Span).ToArray();
}
