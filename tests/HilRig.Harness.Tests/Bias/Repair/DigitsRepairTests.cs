using HilRig.Harness.Bias.Repair;
using HilRig.Harness.Runs;
using HilRig.Kernels.FixedPoint;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Tests.Bias.Repair;

/// <summary>Repairs of the bundled model: gates, references, roundings, and what is refused.</summary>
public sealed class DigitsRepairTests
{
    private static readonly Lazy<RepairResult> Usual = new(() => Repairs.Run(Repairs.Digits()));

    [Test]
    public void Without_a_gate_the_cheapest_that_changes_a_percent_at_most_is_chosen()
    {
        var record = Usual.Value.Record;
        Assert.That(Usual.Value.Passed);
        Assert.That(record.Chosen, Is.EqualTo(record.Front.First(p => p.ChangedJudged <= 2)));
        Assert.That(record.Chosen.BytesPerBias, Is.LessThan(1.25));
        Assert.That(record.Sentences, Has.Some.Contains("No gate was given").And.Some.Contains("judged on the other 250"));
    }

    [Test]
    public void The_front_dominates_every_scheme()
    {
        foreach (var uniform in Usual.Value.Record.Uniform)
            Assert.That(Usual.Value.Record.Front.Any(p => p.Bytes <= uniform.Bytes && p.ChangedJudged <= uniform.ChangedJudged), uniform.Name);
    }

    [Test]
    public void No_point_of_the_front_beats_another()
    {
        var front = Usual.Value.Record.Front;
        foreach (var a in front)
            Assert.That(front.Count(b => b.Bytes <= a.Bytes && b.ChangedJudged <= a.ChangedJudged && b.RmseJudged <= a.RmseJudged), Is.EqualTo(1), "itself");
    }

    [Test]
    public void A_gate_that_nothing_meets_fails_with_the_nearest_point()
    {
        var result = Repairs.Run(Repairs.Digits(100), "bytes <= 100", "changed <= 0%");
        Assert.That(result.Passed, Is.False);
        Assert.That(result.Record.Chosen.Bytes, Is.EqualTo(result.Record.Front[0].Bytes));
        Assert.That(result.Record.Sentences, Has.Some.Contains("No point of the front meets every gate"));
    }

    [TestCase("bits <= 8", 8)]
    [TestCase("bits < 8", 7)]
    public void A_gate_of_bits_narrows_every_layer(string gate, int bits)
    {
        var record = Repairs.Run(Repairs.Digits(60), gate).Record;
        Assert.That(record.Layers.Select(l => l.Bits), Is.All.EqualTo(bits));
        Assert.That(record.Verdict, Is.EqualTo("pass"));
    }

    [Test]
    public void Single_rounding_and_the_float_twin_are_references_too()
    {
        var record = Repairs.Run(Repairs.Digits(100) with { Rounding = Rounding.Single, AgainstFloat = true }, "accuracy-drop <= 1pp", "changed <= 1%").Record;
        Assert.That((record.Rounding, record.Reference, record.Verdict), Is.EqualTo(("single", "float", "pass")));
        Assert.That(record.Int32.RmseJudged, Is.GreaterThan(0), "int32 itself differs from float");
    }

    [Test]
    public void Without_labels_answers_are_compared_and_accuracy_is_absent()
    {
        var record = Repairs.Run(Repairs.Digits(60) with { Labels = null }).Record;
        Assert.That(record.Chosen.AccuracyJudged, Is.Null);
        Assert.That(record.Chosen.ChangedJudged, Is.Not.Null);
    }

    [TestCase("cycles <= 1M", "a repair has no boards")]
    [TestCase("changed <= 1% against float", "add --reference float")]
    [TestCase("bits <= 2", "legal are 4 and more")]
    [TestCase("changed <= 1% where qemu:*", "a repair has no boards")]
    public void A_gate_that_a_repair_cannot_judge_is_told(string gate, string message) =>
        Assert.That(() => Repairs.Run(Repairs.Digits(60), gate), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    [Test]
    public void Accuracy_needs_labels() => Assert.That(
        () => Repairs.Run(Repairs.Digits(60) with { Labels = null }, "accuracy >= 90%"),
        Throws.TypeOf<UsageException>().With.Message.Contains("--labels"));

    [Test]
    public void Narrow_biases_are_refused()
    {
        var request = Repairs.Digits(60);
        var narrow = ModelReader.Read(BiasNarrower.Apply(request.Graph, BiasSpec.Parse("int8")), "narrow");
        Assert.That(() => Repairs.Run(request with { Graph = narrow }), Throws.InstanceOf<ModelException>().With.Message.Contains("narrow already"));
    }

    [Test]
    public void A_repair_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var repair = new BiasRepair(Repairs.Digits(60), new CancelAt("judged", cancel));
        Assert.That(() => repair.Run(cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private sealed class CancelAt(string step, CancellationTokenSource cancel) : IRunProgress
    {
        public IProgress<int> Step(string name, int samples)
        {
            if (name == step)
                cancel.Cancel();
            return new SilentProgress().Step(name, samples);
        }
    }
}
