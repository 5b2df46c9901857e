using System.Runtime.InteropServices;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining;
using Small = HilRig.Simulator.Tests.Quantization.SmallFloatModel;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Biases that would leave int32 raise the weight scale of their channel.</summary>
public sealed class RaisedScaleTests
{
    [Test]
    public void Dead_channels_keep_their_bias()
    {
        var quantized = PostTrainingQuantizer.Quantize(Small.With(Small.ConvWeights, 1, 1e-30f, -1e-30f), Small.Samples);
        Assert.That(quantized.Raised.Select(r => (r.Name, r.Channel)), Is.EqualTo(new[] { ("conv/weights", 1), ("conv/weights", 2) }));
        Assert.That(quantized.Raised.All(r => r.Raised > r.Natural));
        var bias = Codes(quantized, Small.ConvBias);
        // float32 scales are within 2^-24 of what was asked for.
        Assert.That(bias[1], Is.EqualTo(-(1 << 30)).Within(1 << 7));
        Assert.That(bias[2], Is.EqualTo(1 << 30).Within(1 << 7));
    }

    [Test]
    public void One_scale_is_raised_for_the_largest_bias()
    {
        var quantized = PostTrainingQuantizer.Quantize(Small.With(Small.DenseBias, 1e9f, -2e9f), Small.Samples);
        Assert.That(quantized.Raised.Select(r => (r.Name, r.Channel)), Is.EqualTo(new[] { ("dense/weights", 0) }));
        Assert.That(Codes(quantized, Small.DenseBias)[1], Is.EqualTo(-(1 << 30)).Within(1 << 7));
    }

    [Test]
    public void Healthy_model_raises_nothing() =>
        Assert.That(PostTrainingQuantizer.Quantize(Small.Graph(), Small.Samples).Raised, Is.Empty);

    [Test]
    public void Bias_that_is_not_finite_is_refused() =>
        Assert.That(
            () => PostTrainingQuantizer.Quantize(Small.With(Small.ConvBias, 1, float.NaN, 1), Small.Samples),
            Throws.InstanceOf<ModelException>());

    private static int[] Codes(QuantizedModel model, int tensor) =>
        MemoryMarshal.Cast<byte, int>(ModelReader.Read(model.File, "raised").Tensor(tensor).Data.Span).ToArray();
}
