using HilRig.Harness.Bias;
using HilRig.Harness.Data;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Bias;

/// <summary>What narrow biases cost on real models: the table of known answers, to the answer.</summary>
[Category(Shared.Category)]
public sealed class KeywordSweepTests
{
    private static readonly Dictionary<string, (double Accuracy, int Changed)> Keywords = new()
    {
        ["int32"] = (90.1, 0),
        ["int16:saturate"] = (90.1, 0),
        ["int16:layer-shift"] = (90.1, 0),
        ["int16:channel-shift"] = (90.1, 0),
        ["int16:layer-scale"] = (90.1, 0),
        ["int16:layer-real-shift"] = (90.1, 0),
        ["int8:saturate"] = (21.7, 734),
        ["int8:layer-shift"] = (90.2, 5),
        ["int8:channel-shift"] = (90.3, 4),
        ["int8:layer-scale"] = (90.3, 7),
        ["int8:layer-real-shift"] = (90.0, 7),
    };

    private static readonly Dictionary<string, (double Accuracy, int Changed)> Images = new()
    {
        ["int32"] = (74.9, 0),
        ["int16:saturate"] = (70.7, 171),
        ["int16:layer-shift"] = (74.2, 40),
        ["int16:channel-shift"] = (74.9, 0),
        ["int16:layer-scale"] = (75.3, 11),
        ["int16:layer-real-shift"] = (74.8, 34),
        ["int8:saturate"] = (11.1, 871),
        ["int8:layer-shift"] = (73.9, 74),
        ["int8:channel-shift"] = (74.8, 58),
        ["int8:layer-scale"] = (74.9, 60),
        ["int8:layer-real-shift"] = (75.7, 57),
    };

    [Test]
    public void Keyword_model() => Check("kws_int8", "kws01", Keywords);

    [Test]
    public void Image_model() => Check("ic_resnet8_int8", "cifar10_jpeg", Images);

    private static void Check(string name, string data, Dictionary<string, (double Accuracy, int Changed)> expected)
    {
        var graph = ModelReader.ReadFile(Shared.Need("models", name + ".tflite"));
        var samples = SampleSet.Read(Shared.Need("data", data, "inputs.int8.bin"), PreparedModel.Prepare(graph));
        var labels = Labels.Read(Shared.Need("data", data, "labels.u8"), samples.Count);
        var rows = new BiasSweep(graph, samples, labels, Rounding.Double).Run(BiasSpec.All);
        var actual = rows.ToDictionary(r => r.Bias, r => (Math.Round(100 * r.Accuracy!.Value, 1), r.Changed!.Value));
        Assert.That(actual, Is.EquivalentTo(expected));
    }
}
