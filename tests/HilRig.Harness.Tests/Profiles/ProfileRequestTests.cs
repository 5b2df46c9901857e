using HilRig.Harness.Profiles;
using HilRig.Harness.Runs;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.TestKit;

namespace HilRig.Harness.Tests.Profiles;

/// <summary>What needs no board.</summary>
public class ProfileRequestTests
{
    private static readonly ModelGraph Digits = Read("digits_int8.tflite");

    [TestCase("sim")]
    [TestCase("sim:dsp")]
    [TestCase("float")]
    public void A_target_that_counts_nothing_is_refused(string target) =>
        Assert.That(() => RunAsync(Digits, target, "int32"), Throws.TypeOf<UsageException>().With.Message.Contains("counts nothing"));

    [Test]
    public void An_unknown_kind_of_bias_is_refused_with_the_legal_ones() =>
        Assert.That(
            () => RunAsync(Digits, "qemu:mps2-an386", "int3"),
            Throws.TypeOf<UsageException>().With.Message.Contains("'int3' is unknown").And.Message.Contains("float32"));

    [Test]
    public void Random_samples_are_those_of_their_seed()
    {
        var model = PreparedModel.Prepare(Digits);
        var (first, again, other) = (RandomSamples.Of(model, 2, 1), RandomSamples.Of(model, 2, 1), RandomSamples.Of(model, 2, 2));
        Assert.That((first.Count, first.Bytes.Length), Is.EqualTo((2, 2 * model.InputBytes)));
        Assert.That(again.Bytes.ToArray(), Is.EqualTo(first.Bytes.ToArray()));
        Assert.That(other.Bytes.ToArray(), Is.Not.EqualTo(first.Bytes.ToArray()));
        Assert.That(first.Sample(1).ToArray(), Is.Not.EqualTo(first.Sample(0).ToArray()));
    }

    [Test]
    public void Random_floats_are_within_one()
    {
        var samples = RandomSamples.Of(PreparedModel.Prepare(Read("digits_float32.tflite")), 1, 1);
        var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(samples.Bytes.Span).ToArray();
        Assert.That(values, Is.All.InRange(-1f, 1f));
        Assert.That(values.Distinct().Count(), Is.GreaterThan(values.Length / 2));
    }

    private static Task RunAsync(ModelGraph graph, string target, string bias) => new Profiler(
        new() { Graph = graph, Targets = [target], Biases = [bias], Samples = RandomSamples.Of(PreparedModel.Prepare(graph), 1, 1), Input = "" },
        new SilentProgress()).RunAsync(CancellationToken.None);

    private static ModelGraph Read(string name) => ModelReader.ReadFile(Checkout.PathOf("fixtures", "models", name));
}
