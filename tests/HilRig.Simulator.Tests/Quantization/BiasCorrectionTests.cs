using HilRig.Simulator.Operators.Common;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Quantization.PostTraining;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Bias correction takes back the mean error of each channel.</summary>
public sealed class BiasCorrectionTests
{
    private static FloatNet Net() => new FloatNet(1, 8, 8, 3).Conv(8, FusedActivation.Relu).Depthwise(FusedActivation.Relu).Conv(6, FusedActivation.Relu).Conv(4);

    // What the last layer's own narrow bias rounds away, no bias can take back.
    [TestCase("int8", null, 0.7)]
    [TestCase("int8", "int8:channel-shift", 0.95)]
    [TestCase("q7", null, 0.7)]
    public void The_mean_error_falls(string to, string? bias, double factor)
    {
        var plain = new QuantizationOptions { To = QuantizationTargets.Parse(to), Bias = bias is null ? null : BiasSpec.Parse(bias) };
        var before = QuantizationError.Bias(Net(), plain, channels: 4);
        Assert.That(QuantizationError.Bias(Net(), plain with { CorrectBiases = true }, channels: 4), Is.LessThan(factor * before));
    }

    [Test]
    public void Every_layer_with_a_bias_is_told_with_its_change()
    {
        var net = Net();
        var corrected = PostTrainingQuantizer.Quantize(net.Graph(), net.Samples(20), new() { CorrectBiases = true }).Corrected;
        Assert.That(corrected, Has.Length.EqualTo(4));
        Assert.That(corrected.Select(c => c.Largest), Is.All.GreaterThan(0).And.All.LessThan(0.1));
    }

    [Test]
    public void A_layer_without_bias_is_left_as_it_is()
    {
        var net = new FloatNet(1, 4, 4, 2).Conv(3, bias: false).Conv(3);
        Assert.That(PostTrainingQuantizer.Quantize(net.Graph(), net.Samples(10), new() { CorrectBiases = true }).Corrected, Has.Length.EqualTo(1));
    }

    [Test]
    public void The_same_model_and_samples_give_the_same_bytes()
    {
        byte[] File() => PostTrainingQuantizer.Quantize(Net().Graph(), Net().Samples(50), new() { CorrectBiases = true, Equalize = true }).File;
        var first = File();
        Assert.That(File(), Is.EqualTo(first));
    }
}
