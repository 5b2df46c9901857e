using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Add;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;
using Small = HilRig.Simulator.Tests.Quantization.SmallFloatModel;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>TFLite's 16x8 conventions.</summary>
public sealed class Int16x8Tests
{
    private static readonly ModelGraph Quantized = ModelReader.Read(
        PostTrainingQuantizer.Quantize(Small.Graph(), Small.Samples, new() { To = QuantizationTarget.Int16x8 }).File, "small");

    [Test]
    public void Activations_are_symmetric_int16()
    {
        foreach (var tensor in new[] { 0, Small.Conv, Small.Depthwise, Small.Sum, Small.Pool, Small.Flat, Small.Logits, Small.Output }.Select(Quantized.Tensor))
            Assert.That((tensor.Type, tensor.Quantization!.ZeroPoint()), Is.EqualTo((ElementType.Int16, 0L)), tensor.Name);
        Assert.That(Quantized.Tensor(0).Quantization!.Scale(), Is.EqualTo(2f / 32767));
        Assert.That(Quantized.Tensor(Small.Output).Quantization!.Scale(), Is.EqualTo(1f / 32768));
    }

    [Test]
    public void Weights_are_those_of_int8_and_biases_int64()
    {
        var int8 = ModelReader.Read(PostTrainingQuantizer.Quantize(Small.Graph(), Small.Samples).File, "small");
        foreach (var weights in new[] { Small.ConvWeights, Small.DepthwiseWeights, Small.DenseWeights })
            Assert.That(Quantized.Tensor(weights).Data.ToArray(), Is.EqualTo(int8.Tensor(weights).Data.ToArray()));
        foreach (var bias in new[] { Small.ConvBias, Small.DepthwiseBias, Small.DenseBias })
            Assert.That(Quantized.Tensor(bias).Type, Is.EqualTo(ElementType.Int64));
        var codes = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(Quantized.Tensor(Small.ConvBias).Data.Span);
        Assert.That(codes[2] * (double)Quantized.Tensor(Small.ConvBias).Quantization!.Scale(2), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Operator_versions_are_those_that_mean_int16() =>
        Assert.That(Quantized.Operators.Select(o => o.Version), Is.EqualTo(new[] { 4, 5, 3, 3, 1, 7, 3 }));

    [Test]
    public void Sums_say_that_their_scales_are_no_powers_of_two() =>
        Assert.That(AddOptions.Read(Quantized.Operators[2].Options).PotScaleInt16, Is.False);

    [TestCase("int8")]
    [TestCase("int32")]
    public void Other_biases_are_refused(string bias) => Assert.That(
        () => PostTrainingQuantizer.Quantize(Small.Graph(), Small.Samples, new() { To = QuantizationTarget.Int16x8, Bias = BiasSpec.Parse(bias) }),
        Throws.InstanceOf<UnsupportedModelException>().With.Message.Contains("INT64"));

    [Test]
    public void Digits_lose_nothing()
    {
        var file = PostTrainingQuantizer.Quantize(Digits.Float, Digits.Reals().AsMemory(0, 100 * 784), new() { To = QuantizationTarget.Int16x8 }).File;
        var model = HilRig.Simulator.Execution.PreparedModel.Prepare(ModelReader.Read(file, "digits"));
        var answers = FloatNet.RunQuantized(model, Digits.Reals()).Chunk(Digits.Classes).Select(p => Array.IndexOf(p, p.Max())).ToArray();
        Assert.That(Digits.Changed(answers, Digits.Predict(Digits.Float)), Is.LessThanOrEqualTo(2));
    }
}
