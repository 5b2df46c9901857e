using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Legacy;
using HilRig.Simulator.Operators.Softmax;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Models in the formats of the legacy q7 kernels, and those kernels on them.</summary>
public sealed class LegacyQ7Tests
{
    private static readonly QuantizationOptions Q7 = new() { To = QuantizationTarget.Q7 };

    private static FloatNet Net() => new FloatNet(1, 8, 8, 4).Conv(8, FusedActivation.Relu).Depthwise(FusedActivation.Relu).Conv(4);

    [Test]
    public void Every_scale_is_a_power_of_two_with_zero_point_0()
    {
        var graph = Quantized(Net());
        foreach (var tensor in graph.Tensors)
        {
            Assert.That(tensor.Quantization!.ZeroPoints, Is.All.EqualTo(0), tensor.Name);
            foreach (var scale in tensor.Quantization.Scales)
                Assert.That(MathF.ScaleB(1, Math.ILogB(scale)), Is.EqualTo(scale), tensor.Name);
        }
        Assert.That(graph.Operators.Select(o => graph.Tensor(o.Inputs[2]).Type), Is.All.EqualTo(ElementType.Int8));
    }

    [Test]
    public void No_shift_is_negative()
    {
        // A small output after large weights would ask for a left shift: its format is made coarser, and that is told.
        var net = new FloatNet(1, 2, 2, 1).Conv(2, FusedActivation.Relu);
        var quantized = PostTrainingQuantizer.Quantize(net.Graph(), new[] { 1e-4f, 0, 0, -1e-4f }, Q7);
        var graph = ModelReader.Read(quantized.File, "net");
        var node = graph.Operators.Single();
        double Bits(int tensor) => -Math.Log2(graph.Tensor(tensor).Quantization!.Scale());
        Assert.That(Bits(node.Inputs[0]) + Bits(node.Inputs[1]) - Bits(node.Outputs[0]), Is.GreaterThanOrEqualTo(0));
        Assert.That(Bits(node.Inputs[0]) + Bits(node.Inputs[1]) - Bits(node.Inputs[2]), Is.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void A_format_that_the_kernel_cannot_shift_to_is_raised_and_told()
    {
        // All weights cancel, so the output is far finer than the products.
        var net = new FloatNet(1, 2);
        var weights = net.Constant("w", [1, 2], 100, -100);
        net.Node(BuiltinOperator.FullyConnected, new HilRig.Simulator.Operators.FullyConnected.FullyConnectedOptions(FusedActivation.None, 0, false), [1, 1], 0, weights);
        var quantized = PostTrainingQuantizer.Quantize(net.Graph(), new[] { 1, 1.0001f, -1, -1.0001f }, Q7);
        Assert.That(quantized.RaisedOutputs, Has.Length.EqualTo(1));
        Assert.That(quantized.RaisedOutputs[0].Raised, Is.GreaterThan(quantized.RaisedOutputs[0].Natural));
        Assert.That(() => LegacyModel.Prepare(ModelReader.Read(quantized.File, "net")), Throws.Nothing);
    }

    [Test]
    public void The_legacy_kernels_are_near_the_float_model()
    {
        var net = Net();
        var (samples, expected) = (net.Samples(20), FloatNet.Run(net.Graph(), net.Samples(20)));
        var actual = FloatNet.RunQuantized(LegacyModel.Prepare(Quantized(net)), samples);
        Assert.That(actual.Zip(expected, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(0.02 * expected.Max(Math.Abs)));
    }

    [Test]
    public void The_legacy_kernels_give_what_a_plain_loop_gives()
    {
        var net = new FloatNet(1, 6).Dense(4, FusedActivation.Relu);
        var graph = Quantized(net);
        var node = graph.Operators.Single();
        int Bits(int tensor) => -Math.ILogB(graph.Tensor(tensor).Quantization!.Scale());
        sbyte[] Codes(int tensor) => [.. graph.Tensor(tensor).Data.ToArray().Select(b => unchecked((sbyte)b))];
        var (weights, bias, input) = (Codes(node.Inputs[1]), Codes(node.Inputs[2]), new sbyte[] { 127, -128, 3, 40, -7, 0 });
        var sum = Bits(node.Inputs[0]) + Bits(node.Inputs[1]);
        var expected = Enumerable.Range(0, 4).Select(o =>
        {
            var total = (bias[o] << (sum - Bits(node.Inputs[2]))) + (1 << (sum - Bits(node.Outputs[0])) >> 1);
            for (var i = 0; i < 6; i++)
                total += weights[6 * o + i] * input[i];
            return (byte)Math.Clamp(total >> (sum - Bits(node.Outputs[0])), 0, 127);
        });
        var model = LegacyModel.Prepare(graph);
        Assert.That(BatchRunner.Run(model, input.Select(x => unchecked((byte)x)).ToArray(), 1), Is.EqualTo(expected));
    }

    [Test]
    public void Sums_share_one_format_and_softmax_keeps_the_answer()
    {
        var net = new FloatNet(1, 6).Dense(8, FusedActivation.Relu);
        var first = net.Last;
        net.Dense(8).Node(BuiltinOperator.Add, new AddOptions(FusedActivation.None), [1, 8], -2, first);
        net.Node(BuiltinOperator.Softmax, new SoftmaxOptions(1), [1, 8], -2);
        var graph = Quantized(net);
        var add = graph.Operators.Single(o => o.Code == BuiltinOperator.Add);
        Assert.That(add.Inputs.Concat(add.Outputs).Select(t => graph.Tensor(t).Quantization!.Scale()).Distinct().Count(), Is.EqualTo(1));
        // Powers of two in place of exponentials: no probabilities, but the float model's answer has the largest share, or one of them.
        var shares = FloatNet.RunQuantized(LegacyModel.Prepare(graph), net.Samples(40)).Chunk(8);
        var expected = FloatNet.Run(net.Graph(), net.Samples(40)).Chunk(8);
        Assert.That(shares.Zip(expected).Count(p => p.First[Array.IndexOf(p.Second, p.Second.Max())] == p.First.Max()), Is.GreaterThanOrEqualTo(38));
    }

    [Test]
    public void An_ordinary_int8_model_is_no_q7_model() => Assert.That(
        () => LegacyModel.Prepare(Digits.Int8),
        Throws.InstanceOf<UnsupportedModelException>().With.Message.Contains("--to q7").And.Message.Contains("INT8 bias with one left shift"));

    [TestCase("int32")]
    [TestCase("int8:channel-shift")]
    public void Other_biases_are_refused(string bias) => Assert.That(
        () => PostTrainingQuantizer.Quantize(Net().Graph(), Net().Samples(1), Q7 with { Bias = BiasSpec.Parse(bias) }),
        Throws.InstanceOf<UnsupportedModelException>().With.Message.Contains("int8:layer-shift"));

    [Test]
    public void What_the_library_never_had_is_refused_by_name()
    {
        var tanh = new FloatNet(1, 6).Dense(4).Node(BuiltinOperator.Tanh, null, [1, 4], -2);
        Assert.That(
            () => PostTrainingQuantizer.Quantize(tanh.Graph(), tanh.Samples(1), Q7),
            Throws.InstanceOf<UnsupportedModelException>().With.Message.Contains("TANH").And.Message.Contains("q7").And.Message.Contains("MAX_POOL_2D"));
        var relu6 = new FloatNet(1, 6).Dense(4, FusedActivation.Relu6);
        Assert.That(
            () => PostTrainingQuantizer.Quantize(relu6.Graph(), relu6.Samples(1), Q7),
            Throws.InstanceOf<UnsupportedModelException>().With.Message.Contains("Relu6").And.Message.Contains("arm_relu_q7"));
    }

    [Test]
    public void Digits_answer_as_well_as_with_float()
    {
        var quantized = PostTrainingQuantizer.Quantize(Digits.Float, Digits.Reals().AsMemory(0, 100 * 784), Q7);
        var model = LegacyModel.Prepare(ModelReader.Read(quantized.File, "digits"));
        var outputs = FloatNet.RunQuantized(model, Digits.Reals()).Chunk(Digits.Classes).Select(p => Array.IndexOf(p, p.Max())).ToArray();
        Assert.That(Digits.Right(outputs), Is.EqualTo(491).Within(4));
    }

    private static ModelGraph Quantized(FloatNet net) =>
        ModelReader.Read(PostTrainingQuantizer.Quantize(net.Graph(), net.Samples(40), Q7).File, "net");
}
