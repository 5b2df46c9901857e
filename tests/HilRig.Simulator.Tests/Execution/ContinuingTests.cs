using HilRig.Simulator.Execution;
using HilRig.Simulator.Quantization;
using HilRig.Simulator.Tests.Quantization;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Sessions that go on from where another one stands.</summary>
public sealed class ContinuingTests
{
    private static readonly PreparedModel Model = PreparedModel.Prepare(Digits.Int8);

    [Test]
    public void From_every_operator_the_outputs_are_those_of_a_whole_run([Range(0, 3)] int sample)
    {
        var (trunk, branch, expected) = (Model.CreateSession(), Model.CreateSession(), Run(Model, sample));
        trunk.SetInputs(Sample(sample));
        for (var at = 0; at < Model.Operators.Length; at++)
        {
            trunk.RunRange(at, at + 1);
            // Twice: what the branch computes leaves the trunk alone.
            foreach (var _ in Enumerable.Range(0, 2))
            {
                branch.ContinueFrom(trunk);
                branch.RunRange(at + 1, Model.Operators.Length);
                Assert.That(Outputs(branch), Is.EqualTo(expected), $"from operator {at}");
            }
        }
        Assert.That(Outputs(trunk), Is.EqualTo(expected));
    }

    [Test]
    public void Another_version_goes_on_where_its_constants_begin_to_differ()
    {
        var narrow = Model.WithConstants(BiasNarrower.InMemory(Model.Graph, BiasNarrower.Assign(Model.Graph, BiasSpec.Parse("int8:saturate"))));
        var first = Enumerable.Range(0, Model.Operators.Length).First(i => !ReferenceEquals(Model.Operators[i], narrow.Operators[i]));
        var (trunk, branch) = (Model.CreateSession(), narrow.CreateSession());
        trunk.SetInputs(Sample(0));
        trunk.RunRange(0, first);
        branch.ContinueFrom(trunk);
        branch.RunRange(first, narrow.Operators.Length);
        Assert.That(Outputs(branch), Is.EqualTo(Run(narrow, 0)).And.Not.EqualTo(Run(Model, 0)));
    }

    [Test]
    public void Another_models_session_is_refused()
    {
        var other = PreparedModel.Prepare(Digits.Float).CreateSession();
        Assert.That(() => Model.CreateSession().ContinueFrom(other), Throws.ArgumentException.With.Message.Contains("bytes"));
    }

    private static ReadOnlySpan<byte> Sample(int sample) => Digits.Codes.AsSpan(sample * Model.InputBytes, Model.InputBytes);

    private static byte[] Run(PreparedModel model, int sample) => BatchRunner.Run(model, Sample(sample).ToArray(), 1);

    private static byte[] Outputs(InferenceSession session)
    {
        var outputs = new byte[session.Model.OutputBytes];
        session.GetOutputs(outputs);
        return outputs;
    }
}
