using HilRig.Kernels.NNSupport;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Operators.CmsisNN;

namespace HilRig.Simulator.Analysis;

/// <summary>
/// Runs one operator alone, on inputs that probe it, through every build of CMSIS-NN and compares with the reference: what a build
/// would refuse or compute differently is known before the model ever runs, from the kernels themselves.
/// </summary>
public static class BuildCheck
{
    // Beyond this the scalar wrappers would take seconds for an operator.
    private const long MostSteps = 200_000_000;

    private static readonly KernelPath[] Builds = [KernelPath.C, KernelPath.Dsp, KernelPath.Mve];

    /// <summary>What the builds make of one operator of a prepared model; empty where all agree.</summary>
    public static IReadOnlyList<BuildWarning> Of(PreparedModel model, PreparedOperator prepared)
    {
        if (Math.Max(prepared.Macs, prepared.Steps) > MostSteps)
            return [new(Builds, $"not checked: the operator takes more than {MostSteps} steps")];
        var alone = Alone(model.Graph, prepared.Node);
        var reference = PreparedModel.Unfolded(alone, model.Rounding, VectorWidth.Scalar);
        Answer[] expected = [.. Probes.Of(reference).Select(probe => Run(reference, probe))];
        var found = Builds.Select(build => (Build: build, Text: Check(expected, PreparedModel.Unfolded(alone, model.Rounding, VectorWidth.Scalar, build))));
        return [.. found.Where(f => f.Text is not null).GroupBy(f => f.Text!).Select(g => new BuildWarning([.. g.Select(f => f.Build)], g.Key))];
    }

    private static ModelGraph Alone(ModelGraph graph, OperatorNode node) => graph with
    {
        Operators = [node],
        Inputs = [.. node.Inputs.Where(t => t >= 0 && !graph.Tensor(t).IsConstant && !graph.Tensor(t).IsVariable).Distinct()],
        Outputs = node.Outputs,
    };

    private static string? Check(IEnumerable<Answer> expected, PreparedModel build)
    {
        foreach (var reference in expected)
        {
            if (reference.Refusal is { } refused)
                return refused;
            var actual = Run(build, reference.Probe);
            if (actual.Refusal is { } refusal)
                return refusal;
            var differing = reference.Outputs.Zip(actual.Outputs).Count(bytes => bytes.First != bytes.Second);
            if (differing > 0)
                return $"{Trap(build)}{differing} of {actual.Outputs.Length} bytes of output differ from the reference on random inputs";
        }
        return null;
    }

    private static string Trap(PreparedModel build) =>
        build.Operators[0] is LibraryOperator { Trap: { Length: > 0 } trap } ? trap + ": " : "";

    private static Answer Run(PreparedModel model, byte[] probe)
    {
        var outputs = new byte[model.OutputBytes];
        try
        {
            var session = model.CreateSession();
            // A state shows in the second inference.
            for (var inference = 0; inference < (model.IsStateful ? 2 : 1); inference++)
            {
                session.SetInputs(probe);
                session.Run();
            }
            session.GetOutputs(outputs);
            return new(probe, outputs, null);
        }
        catch (Exception error) when (error is KernelException or ModelException)
        {
            return new(probe, outputs, (error.InnerException as KernelException ?? error).Message);
        }
    }

    /// <param name="Refusal">Why there are no outputs; null where there are.</param>
    private sealed record Answer(byte[] Probe, byte[] Outputs, string? Refusal);
}
