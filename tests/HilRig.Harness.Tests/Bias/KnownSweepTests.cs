using HilRig.Reporting.Records.Bias;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Bias;

/// <summary>What narrow biases cost on real models: the tables of known answers, to the answer, and where it comes from.</summary>
[Category(Shared.Category)]
public sealed class KnownSweepTests
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
    public async Task Keyword_model() => Check(
        await Lab.RunAsync(Lab.Of("kws_int8", ["data", "kws01", "inputs.int8.bin"], ["data", "kws01", "labels.u8"])), Keywords);

    [Test]
    public async Task Image_model_and_the_nine_biases_beyond_int16()
    {
        var lab = await Lab.RunAsync(Lab.Of("ic_resnet8_int8", ["data", "cifar10_jpeg", "inputs.int8.bin"], ["data", "cifar10_jpeg", "labels.u8"]));
        Check(lab, Images);
        var layers = lab.Explanations.Single(e => e.Bias == "int16:saturate").Layers;
        var clamping = layers.Where(l => l.Clamped > 0).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(clamping.Sum(l => l.Clamped), Is.EqualTo(9));
            Assert.That(clamping.Sum(l => l.Share), Is.EqualTo(1).Within(1e-9));
            Assert.That(clamping.Select(l => l.Cause), Has.All.Contains("clamp"));
            Assert.That(layers.Except(clamping).Select(l => l.NarrowAlone.Changed), Has.All.Zero);
        }
    }

    [Test]
    public async Task Dead_channels_are_named_and_a_shift_per_channel_is_recommended()
    {
        var lab = await Lab.RunAsync(Lab.Of("vww_96_int8", ["reference", "random", "vww_96_int8.in.bin"], null));
        var dead = lab.Findings.Where(f => f.Kind == "dead channels").ToDictionary(f => f.Index, f => f.Channels.Count);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dead[10], Is.EqualTo(4));
            Assert.That(dead[12], Is.EqualTo(21));
            Assert.That(lab.Recommended, Is.EqualTo("int8:channel-shift"));
            Assert.That(Row(lab, "int16:layer-shift").Largest, Is.EqualTo(84));
            Assert.That(lab.Explanations.Single(e => e.Bias == "int16:layer-shift").Sentences[0], Does.Contain("dead channels").And.Contain("channel-shift"));
            Assert.That(Row(lab, "int16:channel-shift").Largest, Is.EqualTo(1));
        }
    }

    [TestCase("ad01_int8", "ad01", "windows.int8.bin", false)]
    [TestCase("sww_int8", "sww", "inputs.int8.bin", true)]
    public async Task Models_without_many_samples_are_judged_by_agreement_and_error(string model, string data, string inputs, bool labelled)
    {
        var lab = await Lab.RunAsync(Lab.Of(model, ["data", data, inputs], labelled ? ["data", data, "labels.u8"] : null));
        var (good, naive) = (Row(lab, lab.Recommended!), Row(lab, "int8:saturate"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lab.Recommended, Does.Contain("channel-shift").Or.Contain("layer-shift"));
            Assert.That(naive.Rmse, Is.GreaterThan(10 * good.Rmse));
            Assert.That(labelled ? good.Changed : good.Score?.RankCorrelation, Is.EqualTo(labelled ? 0 : 1).Within(0.001));
            Assert.That(lab.Task.Name, Is.EqualTo(labelled ? "classification" : "autoencoder"));
        }
    }

    private static SchemeRow Row(BiasLabRecord lab, string bias) => lab.Schemes.Single(r => r.Bias == bias);

    private static void Check(BiasLabRecord lab, Dictionary<string, (double Accuracy, int Changed)> expected) => Assert.That(
        lab.Schemes.ToDictionary(r => r.Bias, r => (Math.Round(100 * r.Accuracy!.Value, 1), r.Changed!.Value)), Is.EquivalentTo(expected));
}
