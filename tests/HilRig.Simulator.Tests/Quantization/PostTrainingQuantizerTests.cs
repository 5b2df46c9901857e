using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;
using Small = HilRig.Simulator.Tests.Quantization.SmallFloatModel;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Scales, codes and types that the quantizer gives each tensor.</summary>
public sealed class PostTrainingQuantizerTests
{
    private static readonly ModelGraph Quantized = Read(Small.Graph());

    [Test]
    public void Inputs_and_outputs_become_int8()
    {
        Assert.That(Quantized.Tensor(0).Type, Is.EqualTo(ElementType.Int8));
        Assert.That(Quantized.Tensor(Small.Output).Type, Is.EqualTo(ElementType.Int8));
        Assert.That(Scale(0), Is.EqualTo((2f / 255, -128)));
    }

    [Test]
    public void Names_shapes_and_description_stay()
    {
        var original = Small.Graph();
        Assert.That(Quantized.Tensors.Select(t => t.Name), Is.EqualTo(original.Tensors.Select(t => t.Name)));
        Assert.That(Quantized.Tensors.Select(t => t.Shape), Is.EqualTo(original.Tensors.Select(t => t.Shape)));
        Assert.That(Quantized.Description, Is.EqualTo("small"));
    }

    [Test]
    public void Operator_versions_are_those_that_mean_int8() =>
        Assert.That(Quantized.Operators.Select(o => o.Version), Is.EqualTo(new[] { 3, 3, 2, 2, 1, 4, 2 }));

    [Test]
    public void Relu_range_is_the_clipped_one() =>
        // Channel 1 would go down to -1.25.
        Assert.That(Scale(Small.Conv), Is.EqualTo((2.25f / 255, -128)));

    [Test]
    public void Convolution_weights_have_a_scale_per_channel()
    {
        var weights = Quantized.Tensor(Small.ConvWeights);
        // The channel of zeros takes the largest scale of the layer.
        Assert.That(weights.Quantization!.Scales, Is.EqualTo(new[] { 1f / 127, 0.5f / 127, 1f / 127 }));
        Assert.That((weights.Quantization.Axis, weights.Data.ToArray()), Is.EqualTo((0, new byte[] { 127, 0x81, 0 })));
    }

    [Test]
    public void Depthwise_weights_are_quantized_along_axis_3()
    {
        var weights = Quantized.Tensor(Small.DepthwiseWeights);
        Assert.That(weights.Quantization!.Scales, Is.EqualTo(new[] { 2f / 127, 4f / 127, 0.25f / 127 }));
        Assert.That((weights.Quantization.Axis, weights.Data.ToArray()), Is.EqualTo((3, new byte[] { 127, 0x81, 127 })));
    }

    [Test]
    public void Fully_connected_weights_have_one_scale()
    {
        var weights = Quantized.Tensor(Small.DenseWeights);
        Assert.That(weights.Quantization!.Scales, Is.EqualTo(new[] { 3f / 127 }));
        Assert.That(MemoryMarshal.Cast<byte, sbyte>(weights.Data.Span).ToArray(), Is.EqualTo(new sbyte[] { 42, 85, 127, -21, -42, -11 }));
    }

    [TestCase(0, Small.ConvWeights, Small.ConvBias)]
    [TestCase(Small.Conv, Small.DepthwiseWeights, Small.DepthwiseBias)]
    [TestCase(Small.Flat, Small.DenseWeights, Small.DenseBias)]
    public void Bias_counts_in_steps_of_the_accumulator(int input, int weights, int bias)
    {
        var (real, stored) = (Floats(Small.Graph().Tensor(bias)), Quantized.Tensor(bias));
        var scales = Quantized.Tensor(weights).Quantization!.Scales.Select(w => Scale(input).Scale * w).ToArray();
        Assert.That(stored.Quantization!.Scales, Is.EqualTo(scales));
        Assert.That(stored.Quantization.ZeroPoints, Is.All.EqualTo(0));
        var expected = real.Select((b, c) => (int)Math.Round(b / (double)scales[c % scales.Length], MidpointRounding.AwayFromZero));
        Assert.That(MemoryMarshal.Cast<byte, int>(stored.Data.Span).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Average_pool_and_reshape_keep_the_quantization_of_their_input()
    {
        Assert.That(Scale(Small.Pool), Is.EqualTo(Scale(Small.Sum)));
        Assert.That(Scale(Small.Flat), Is.EqualTo(Scale(Small.Sum)));
    }

    [Test]
    public void Softmax_output_is_fixed() => Assert.That(Scale(Small.Output), Is.EqualTo((1f / 256, -128)));

    private static ModelGraph Read(ModelGraph graph) =>
        ModelReader.Read(PostTrainingQuantizer.Quantize(graph, Small.Samples).File, "small");

    private static (float Scale, long ZeroPoint) Scale(int tensor) =>
        (Quantized.Tensor(tensor).Quantization!.Scale(), Quantized.Tensor(tensor).Quantization!.ZeroPoint());

    private static float[] Floats(TensorInfo tensor) => MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray();
}
