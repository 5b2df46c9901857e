using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.Arithmetic;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>What batch normalisation leaves behind a layer, and activations of their own, go into the layer.</summary>
public sealed class FoldingTests
{
    private const byte MulOptions = 21, SubOptions = 28, DivOptions = 29;

    private static readonly float[] Factors = [2, -0.5f, 0.25f, 3];
    private static readonly float[] Offsets = [0.5f, -1, 2, 0];

    [TestCase(true)]
    [TestCase(false)]
    public void Batch_normalisation_goes_into_weights_and_bias(bool bias)
    {
        var net = new FloatNet(1, 5, 5, 2).Conv(4, bias: bias);
        Normalise(net, FusedActivation.Relu);
        net.Depthwise();
        Normalise(net, FusedActivation.None);
        net.Conv(3);
        Folds(net, folded: 4, left: [BuiltinOperator.Conv2D, BuiltinOperator.DepthwiseConv2D, BuiltinOperator.Conv2D]);
    }

    [Test]
    public void Division_and_subtraction_and_a_constant_in_front()
    {
        var net = new FloatNet(1, 6).Dense(4);
        net.Node(BuiltinOperator.Div, new ArithmeticOptions(DivOptions, FusedActivation.None), [1, 4], -2, net.Constant("d", [4], Factors))
            .Node(BuiltinOperator.Sub, new ArithmeticOptions(SubOptions, FusedActivation.None), [1, 4], -2, net.Constant("s", [4], Offsets))
            .Node(BuiltinOperator.Mul, new ArithmeticOptions(MulOptions, FusedActivation.None), [1, 4], net.Constant("m", [1], 3), -2);
        Folds(net, folded: 3, left: [BuiltinOperator.FullyConnected]);
    }

    [TestCase(BuiltinOperator.Relu)]
    [TestCase(BuiltinOperator.Relu6)]
    public void Activations_are_fused(BuiltinOperator activation)
    {
        var net = new FloatNet(1, 5, 5, 2).Conv(4).Node(activation, null, [1, 5, 5, 4], -2);
        Folds(net, folded: 1, left: [BuiltinOperator.Conv2D]);
    }

    [Test]
    public void A_constant_minus_a_layer_stays()
    {
        var net = new FloatNet(1, 6).Dense(4);
        net.Node(BuiltinOperator.Sub, new ArithmeticOptions(SubOptions, FusedActivation.None), [1, 4], net.Constant("s", [4], Offsets), -2);
        Folds(net, folded: 0, left: [BuiltinOperator.FullyConnected, BuiltinOperator.Sub]);
    }

    [Test]
    public void A_product_behind_an_activation_stays()
    {
        var net = new FloatNet(1, 6).Dense(4, FusedActivation.Relu);
        net.Node(BuiltinOperator.Mul, new ArithmeticOptions(MulOptions, FusedActivation.None), [1, 4], -2, net.Constant("m", [4], Factors));
        Folds(net, folded: 0, left: [BuiltinOperator.FullyConnected, BuiltinOperator.Mul]);
    }

    [Test]
    public void A_layer_that_two_read_stays()
    {
        var net = new FloatNet(1, 6).Dense(4);
        var layer = net.Last;
        net.Node(BuiltinOperator.Mul, new ArithmeticOptions(MulOptions, FusedActivation.None), [1, 4], -2, net.Constant("m", [4], Factors))
            .Node(BuiltinOperator.Add, new AddOptions(FusedActivation.None), [1, 4], -2, layer);
        Folds(net, folded: 0, left: [BuiltinOperator.FullyConnected, BuiltinOperator.Mul, BuiltinOperator.Add]);
    }

    private static void Normalise(FloatNet net, FusedActivation activation) => net
        .Node(BuiltinOperator.Mul, new ArithmeticOptions(MulOptions, FusedActivation.None), [1, 5, 5, 4], -2, net.Constant("gamma", [4], Factors))
        .Node(BuiltinOperator.Add, new AddOptions(activation), [1, 5, 5, 4], -2, net.Constant("beta", [1, 1, 1, 4], Offsets));

    // The float function stays, and the quantized model is near it.
    private static void Folds(FloatNet net, int folded, BuiltinOperator[] left)
    {
        var (graph, samples) = (net.Graph(), net.Samples(20));
        var quantized = PostTrainingQuantizer.Quantize(graph, samples);
        Assert.That(quantized.Folded, Has.Length.EqualTo(folded));
        Assert.That(ModelReader.Read(quantized.File, "net").Operators.Select(o => o.Code), Is.EqualTo(left));
        var expected = FloatNet.Run(graph, samples);
        Assert.That(FloatNet.Run(quantized.Source, samples), Is.EqualTo(expected).Within(1e-5f * expected.Max(Math.Abs)));
        Assert.That(QuantizationError.Of(net, new()), Is.LessThan(0.03 * expected.Max(Math.Abs)));
    }
}
