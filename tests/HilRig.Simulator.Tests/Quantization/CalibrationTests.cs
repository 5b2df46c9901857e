using HilRig.Simulator.Quantization.PostTraining;
using Small = HilRig.Simulator.Tests.Quantization.SmallFloatModel;

namespace HilRig.Simulator.Tests.Quantization;

/// <summary>Ranges that calibration sees.</summary>
public sealed class CalibrationTests
{
    [Test]
    public void Every_activation_has_a_range_and_no_constant()
    {
        var graph = Small.Graph();
        var ranges = Calibration.Observe(graph, Small.Samples);
        Assert.That(ranges.Samples, Is.EqualTo(2));
        foreach (var tensor in graph.Tensors)
            Assert.That(ranges.Ranges[tensor.Index] is null, Is.EqualTo(tensor.IsConstant), tensor.Name);
        Assert.That(ranges[graph.Tensor(0)], Is.EqualTo(new RealRange(0, 2)));
        Assert.That(ranges[graph.Tensor(Small.Conv)], Is.EqualTo(new RealRange(0, 2.25f)));
    }

    [Test]
    public void Order_and_repetition_of_samples_do_not_count()
    {
        var graph = Small.Graph();
        var once = Calibration.Observe(graph, Small.Samples);
        float[] turned = [.. Small.Samples[4..], .. Small.Samples[..4]];
        var often = Calibration.Observe(graph, Enumerable.Repeat(turned, 50).SelectMany(s => s).ToArray());
        Assert.That(often.Ranges, Is.EqualTo(once.Ranges));
    }
}
