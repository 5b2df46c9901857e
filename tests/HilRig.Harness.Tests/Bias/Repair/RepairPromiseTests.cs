using HilRig.Harness.Bias.Repair;
using HilRig.Harness.Data;
using HilRig.Harness.Images;
using HilRig.Reporting.Records.Bias;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Bias.Repair;

/// <summary>What a repair promises on real models, fitted on the first 500 samples and judged on the other 500.</summary>
[Category(Shared.Category)]
public sealed class RepairPromiseTests
{
    private static readonly Lazy<RepairResult> Keywords = new(() => Repairs.Run(Repairs.Shared("kws_int8", "kws01")));

    private static readonly Lazy<RepairResult> Images = new(() => Repairs.Run(Repairs.Shared("ic_resnet8_int8", "cifar10_jpeg"), "changed <= 3%", "bytes <= 432"));

    [Test]
    public void Keywords_in_8_bits_change_one_answer_at_most()
    {
        var request = Repairs.Shared("kws_int8", "kws01");
        var result = Repairs.Run(request, "changed <= 0.2%", "bits <= 8");
        Assert.That(result.Passed, string.Join('\n', result.Record.Sentences));
        Assert.That(result.Record.Chosen.ChangedJudged, Is.LessThanOrEqualTo(1));
        Assert.That(result.Record.Chosen.Bytes, Is.LessThan(result.Record.Int32.Bytes));
        var narrow = ModelReader.Read(result.Model, "narrow");
        Assert.That(Biases(narrow).Select(b => b.Type), Is.All.EqualTo(ElementType.Int8));
        Assert.That(ChangedAgain(request, narrow), Is.EqualTo(result.Record.Chosen.ChangedJudged), "the file gives the answers that were judged");
    }

    [TestCase(1.25, 15)]
    [TestCase(2.25, 5)]
    public void Images_change_few_answers_in_few_bytes(double bytesPerBias, int changed)
    {
        Shared.Need("models");
        var found = Images.Value.Record.Front.Where(p => p.BytesPerBias <= bytesPerBias).Min(p => p.ChangedJudged);
        Assert.That(found, Is.LessThanOrEqualTo(changed));
    }

    [Test]
    public void A_chosen_plan_is_counted_as_the_image_counts_it()
    {
        Shared.Need("models");
        var biases = Biases(ModelReader.Read(Images.Value.Model, "narrow")).ToList();
        Assert.That(Images.Value.Passed, string.Join('\n', Images.Value.Record.Sentences));
        Assert.That(Images.Value.Record.Chosen.Bytes, Is.EqualTo(biases.Sum(ImageLayout.BiasFlash)).And.LessThanOrEqualTo(432));
        Assert.That(Images.Value.Record.Layers.Sum(l => l.Bytes), Is.EqualTo(Images.Value.Record.Chosen.Bytes));
    }

    [Test]
    public void The_front_dominates_every_scheme_for_keywords()
    {
        Shared.Need("models");
        Dominates(Keywords.Value.Record);
    }

    [Test]
    public void The_front_dominates_every_scheme_for_images()
    {
        Shared.Need("models");
        Dominates(Images.Value.Record);
    }

    [Test]
    public void An_autoencoder_errs_less_in_the_same_bytes()
    {
        var graph = ModelReader.ReadFile(Shared.Need("models", "ad01_int8.tflite"));
        var samples = SampleSet.Read(Shared.Need("data", "ad01", "windows.int8.bin"), PreparedModel.Prepare(graph));
        var record = Repairs.Run(new() { Graph = graph, Samples = samples, Split = SampleSplit.First(samples.Count, samples.Count / 2) }).Record;
        var uniform = record.Uniform.Single(u => u.Name == "int8:layer-shift");
        Assert.That(record.Chosen.ChangedJudged, Is.Null);
        Assert.That(record.Chosen.Bytes, Is.LessThanOrEqualTo(uniform.Bytes));
        Assert.That(record.Chosen.RmseJudged, Is.LessThan(0.85 * uniform.RmseJudged));
    }

    private static void Dominates(RepairRecord record)
    {
        Assert.That(record.Uniform, Has.Count.EqualTo(10));
        foreach (var uniform in record.Uniform)
            Assert.That(record.Front.Any(p => p.Bytes <= uniform.Bytes && p.ChangedJudged <= uniform.ChangedJudged), uniform.Name);
    }

    private static int ChangedAgain(RepairRequest request, ModelGraph narrow)
    {
        var (before, after) = (Predict(request.Graph, request.Samples), Predict(narrow, request.Samples));
        return request.Split.Judged.Count(i => before[i] != after[i]);
    }

    private static int[] Predict(ModelGraph graph, SampleSet samples)
    {
        var model = PreparedModel.Prepare(graph);
        return Outputs.Decode(model, BatchRunner.Run(model, samples.Bytes, samples.Count)).Predictions();
    }

    private static IEnumerable<LayerBias> Biases(ModelGraph graph) =>
        LayerBias.Of(PreparedModel.Prepare(graph));
}
