using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Operators.AveragePool2D;
using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Operators.Conv2D;
using HilRig.Simulator.Operators.FullyConnected;
using HilRig.Simulator.Operators.Softmax;
using HilRig.Simulator.Operators.Svdf;

namespace HilRig.Simulator.Tests.Operators;

/// <summary>From float scales to integers, on values where float32 and float64 give different ones; computed by hand from TFLite's rules.</summary>
public sealed class ScalingTests
{
    private const ElementType Int8 = ElementType.Int8;

    [Test]
    public void Add_scales_in_float64()
    {
        var p = new OneOperator(BuiltinOperator.Add).Input(Int8, 1).Scaled(0.1f).Input(Int8, 1).Scaled(0.3f).Output(Int8, 1).Scaled(0.35f)
            .Prepared<AddInt8>().Parameters;
        Assert.That((p.Scale1, p.Scale2, p.OutputScale), Is.EqualTo(
            (new QuantizedMultiplier(1431655730, -2), new QuantizedMultiplier(1 << 30, 0), new QuantizedMultiplier(1840700374, -19))));
    }

    [Test]
    public void Fully_connected_multiplies_scales_in_float32_and_a_convolution_in_float64()
    {
        var dense = new OneOperator(BuiltinOperator.FullyConnected).Input(Int8, 1, 1).Scaled(0.1f)
            .Constant<sbyte>(Int8, [1, 1], [1]).Scaled(0.02f).Output(Int8, 1, 1).Scaled(0.5f).Prepared<FullyConnectedInt8>();
        var options = new Conv2DOptions(PaddingScheme.Valid, new(1, 1), new(1, 1), FusedActivation.None);
        var conv = new OneOperator(BuiltinOperator.Conv2D, options).Input(Int8, 1, 1, 1, 1).Scaled(0.1f)
            .Constant<sbyte>(Int8, [1, 1, 1, 1], [1]).Scaled(0.02f).Output(Int8, 1, 1, 1, 1).Scaled(0.5f).Prepared<Conv2DInt8>();
        Assert.That(dense.Quantization[0], Is.EqualTo(new QuantizedMultiplier(1099511680, -7)));
        Assert.That(conv.Quantization[0], Is.EqualTo(new QuantizedMultiplier(1099511620, -7)));
    }

    [Test]
    public void Svdf_scales_in_float32()
    {
        var p = new OneOperator(BuiltinOperator.Svdf, new SvdfOptions(1, FusedActivation.None)).Input(Int8, 1, 1).Scaled(0.1f)
            .Constant<sbyte>(Int8, [1, 1], [1]).Scaled(0.02f).Constant<sbyte>(Int8, [1, 1], [1]).Scaled(0.04f).Absent()
            .Variable(Int8, 1, 1).Scaled(0.003f).Output(Int8, 1, 1).Scaled(0.07f).Prepared<SvdfInt8>().Parameters;
        Assert.That((p.InputScale, p.OutputScale), Is.EqualTo((new QuantizedMultiplier(1431655808, 0), new QuantizedMultiplier(1884877056, -9))));
    }

    [Test]
    public void Softmax_leaves_five_integer_bits()
    {
        var p = new OneOperator(BuiltinOperator.Softmax, new SoftmaxOptions(1)).Input(Int8, 1, 2).Scaled(0.1f).Output(Int8, 1, 2).Scaled(1f / 256, -128)
            .Prepared<SoftmaxInt8>().Parameters;
        Assert.That((p.Multiplier, p.Shift, p.DiffMin), Is.EqualTo((1717986944, 23, -248)));
    }

    [TestCase(FusedActivation.Relu, -5, 127)]
    [TestCase(FusedActivation.ReluN1To1, -26, 16)]
    [TestCase(FusedActivation.Relu6, -5, 123)]
    [TestCase(FusedActivation.Tanh, -128, 127)]
    public void Fused_activations_become_codes(FusedActivation activation, int min, int max)
    {
        var options = new Pool2DOptions(PaddingScheme.Valid, new(1, 1), new(1, 1), activation);
        var pool = new OneOperator(BuiltinOperator.AveragePool2D, options).Input(Int8, 1, 1, 1, 1).Scaled(0.047f, -5)
            .Output(Int8, 1, 1, 1, 1).Scaled(0.047f, -5).Prepared<AveragePool2DInt8>();
        Assert.That(pool.Activation, Is.EqualTo(new Kernels.Tensors.ActivationRange(min, max)));
    }
}
