using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Concatenation;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Tensors whose codes meet have one quantization.</summary>
public sealed class SharedScaleTests
{
    [Test]
    public void Inputs_of_a_concatenation_take_the_range_that_holds_both()
    {
        var net = new FloatNet(1, 6).Dense(4);
        var first = net.Last;
        net.Dense(4, FusedActivation.Relu).Node(BuiltinOperator.Concatenation, new ConcatenationOptions(1, FusedActivation.None), [1, 8], first, -2);
        var graph = Near(net);
        var join = graph.Operators.Single(o => o.Code == BuiltinOperator.Concatenation);
        Assert.That(join.Inputs.Concat(join.Outputs).Select(t => graph.Tensor(t).Quantization!.Scale()).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase(QuantizationTarget.Int8)]
    [TestCase(QuantizationTarget.Int16x8)]
    public void What_a_kernel_fixed_is_requantized_first(QuantizationTarget to)
    {
        var net = new FloatNet(1, 6).Dense(4);
        var layer = net.Last;
        net.Node(BuiltinOperator.Logistic, null, [1, 4], layer);
        var logistic = net.Last;
        net.Node(BuiltinOperator.Concatenation, new ConcatenationOptions(1, FusedActivation.None), [1, 8], layer, logistic);
        var graph = Near(net, to);
        Assert.That(graph.Operators.Select(o => o.Code), Is.EqualTo(new[]
        {
            BuiltinOperator.FullyConnected, BuiltinOperator.Logistic, BuiltinOperator.Quantize, BuiltinOperator.Concatenation,
        }));
    }

    [Test]
    public void What_is_fixed_alike_is_joined_as_it_is()
    {
        var net = new FloatNet(1, 6).Dense(4);
        var layer = net.Last;
        net.Node(BuiltinOperator.Logistic, null, [1, 4], layer);
        var first = net.Last;
        net.Node(BuiltinOperator.Logistic, null, [1, 4], layer).Node(BuiltinOperator.Concatenation, new ConcatenationOptions(1, FusedActivation.None), [1, 8], first, -2);
        var graph = Near(net);
        Assert.That(graph.Operators, Has.Length.EqualTo(4));
        Assert.That(graph.Tensor(graph.Outputs[0]).Quantization!.Scale(), Is.EqualTo(1f / 256));
    }

    [Test]
    public void A_maximum_with_a_constant_compares_like_with_like()
    {
        var net = new FloatNet(1, 6).Dense(4);
        net.Node(BuiltinOperator.Maximum, null, [1, 4], -2, net.Constant("floor", [4], 0.1f, -0.2f, 0.05f, 5));
        Near(net);
    }

    private static ModelGraph Near(FloatNet net, QuantizationTarget to = QuantizationTarget.Int8)
    {
        var samples = net.Samples(30);
        var expected = FloatNet.Run(net.Graph(), samples);
        var graph = ModelReader.Read(PostTrainingQuantizer.Quantize(net.Graph(), samples, new() { To = to }).File, "net");
        var scale = graph.Tensor(graph.Outputs[0]).Quantization!.Scale();
        var actual = FloatNet.RunQuantized(PreparedModel.Prepare(graph), samples);
        Assert.That(actual.Zip(expected, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(to == QuantizationTarget.Int8 ? 1.5 * scale : 0.01));
        return graph;
    }
}
