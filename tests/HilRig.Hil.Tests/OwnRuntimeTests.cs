using HilRig.Harness.Data;
using HilRig.Harness.Runs;
using HilRig.Harness.Targets;
using HilRig.Kernels.FixedPoint;
using HilRig.Reporting.Records;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Hil.Tests;

/// <summary>firmware/examples/own_runtime: code that knows nothing of HilRig, behind the model table, judged like any board.</summary>
[Category("Emulated")]
public sealed class OwnRuntimeTests
{
    private const int Samples = 200, Operators = 2;

    private static string ModelPath => Checkout.PathOf("fixtures", "models", "tiny_int8.tflite");

    [Test]
    public void The_committed_model_is_the_one_written_here() => Assert.That(File.ReadAllBytes(ModelPath), Is.EqualTo(TinyModel.Bytes()));

    [TestCase("host", "host@own_runtime")]
    [TestCase("mps2-an386", "qemu:mps2-an386@own_runtime")]
    public async Task The_runtime_equals_the_simulator_in_every_layer(string board, string target)
    {
        await Make.RunAsync("-C", "firmware", $"BOARD={board}", "RUNTIME=examples/own_runtime");
        var record = await ValidateAsync(target, ModelReader.ReadFile(ModelPath), Rounding.Double);
        var found = record.Targets.Single(t => t.Name == target && t.Role == "model");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(record.Verdict, Is.EqualTo("pass"), string.Join('\n', record.Sentences));
            Assert.That(found.Exactness, Is.EqualTo(new ExactnessRecord(Samples, Samples, Samples * Operators, Samples * Operators, null)));
            Assert.That((found.Memory!.ArenaBytes, found.Memory.ArenaPlanBytes), Is.EqualTo((17, 17)));
            Assert.That(record.Targets.Single(t => t.Name == target && t.Role != "model").NoRoom, Does.Contain("a model of its own"));
        }
    }

    [Test]
    public async Task Its_rounding_family_is_recognised_when_the_other_was_asked_for()
    {
        await Make.RunAsync("-C", "firmware", "BOARD=host", "RUNTIME=examples/own_runtime");
        var record = await ValidateAsync("host@own_runtime", ModelReader.ReadFile(ModelPath), Rounding.Single);
        Assert.That(record.Verdict, Is.EqualTo("fail"));
        Assert.That(record.Sentences, Has.Some.StartsWith("host@own_runtime computes with double rounding").And.Some.EndsWith("Run with --rounding double."));
    }

    [Test]
    public async Task Another_model_is_refused_by_its_hash()
    {
        await Make.RunAsync("-C", "firmware", "BOARD=host", "RUNTIME=examples/own_runtime");
        var other = ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", "digits_int8.tflite"));
        Assert.That(
            async () => await ValidateAsync("host@own_runtime", other, Rounding.Double),
            Throws.TypeOf<OwnModelException>().With.Message.Contains("has a model of its own").And.Message.Contains(other.Sha256[..32]));
    }

    private static Task<RunRecord> ValidateAsync(string target, ModelGraph graph, Rounding rounding)
    {
        var random = new Random(4711);
        var inputs = new byte[Samples * graph.Inputs.Sum(i => graph.Tensor(i).Shape.Aggregate(1, (a, b) => a * b))];
        random.NextBytes(inputs);
        return new Validator(
            new() { Graph = graph, Rounding = rounding, Targets = [target], Samples = new SampleSet(inputs, Samples) }, new SilentProgress())
            .RunAsync(TestContext.CurrentContext.CancellationToken);
    }
}
