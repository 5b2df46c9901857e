using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Vectorized;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias;

/// <summary>A set of narrow biases to be looked at: what a scheme makes of a model, or what another tool made.</summary>
/// <param name="Name">The scheme, or the name of the file.</param>
/// <param name="Bits">Width; 32 for biases that are INT32.</param>
/// <param name="Assignments">One a layer; empty leaves the model alone.</param>
public sealed record NarrowSubject(string Name, int Bits, IReadOnlyList<BiasAssignment> Assignments)
{
    /// <summary>What a width and scheme make of the model.</summary>
    /// <exception cref="ModelException">The model has narrow biases already, or shares one between layers.</exception>
    public static NarrowSubject Of(ModelGraph graph, BiasSpec spec) => new(spec.ToString(), spec.Bits, BiasNarrower.Assign(graph, spec));

    /// <summary>The biases of another file of the same model, whoever narrowed them.</summary>
    /// <param name="graph">The model with INT32 biases.</param>
    /// <param name="narrow">The same operators and weights with other biases.</param>
    /// <exception cref="UsageException">They are not the same model.</exception>
    public static NarrowSubject Of(ModelGraph graph, ModelGraph narrow)
    {
        var (ours, theirs) = (Layers(graph), Layers(narrow));
        RequireSame(graph, narrow, ours, theirs);
        var assignments = ours.Zip(theirs).Select(p => Assignment(p.First.Bias!, p.Second.Bias!)).ToList();
        return new(narrow.Name, assignments.Select(a => a.Bits).DefaultIfEmpty(32).Min(), assignments);
    }

    /// <summary>The model with these biases, in memory; operators without a bias are shared with it.</summary>
    /// <param name="wide">The model with INT32 biases.</param>
    public PreparedModel Prepare(PreparedModel wide) => Assignments.Count == 0 ? wide : wide.WithConstants(BiasNarrower.InMemory(wide.Graph, Assignments));

    private static BiasAssignment Assignment(LayerBias bias, LayerBias other)
    {
        var bits = 8 * (int)other.Type.BytesFor(1);
        return new(bias.Tensor.Index, bits, new(other.Stored, bits == 32 ? bias.AccumulatorScales : other.Tensor.Quantization!.Scales));
    }

    private static List<IBiasedOperator> Layers(ModelGraph graph) =>
        [.. PreparedModel.Prepare(graph, Rounding.Double, VectorWidth.Scalar).Operators.OfType<IBiasedOperator>().Where(o => o.Bias is not null)];

    private static void RequireSame(ModelGraph graph, ModelGraph narrow, List<IBiasedOperator> ours, List<IBiasedOperator> theirs)
    {
        if (ours.Count != theirs.Count)
            throw new UsageException($"{narrow.Name} has {theirs.Count} layers with biases, {graph.Name} has {ours.Count}; give two versions of one model");
        foreach (var (our, their) in ours.Zip(theirs))
        {
            var (a, b) = (Weights(graph, our), Weights(narrow, their));
            if (!a.Data.Span.SequenceEqual(b.Data.Span))
                throw new UsageException($"the weights {b} of {narrow.Name} are not those of {graph.Name}; give two versions of one model");
        }
    }

    private static TensorInfo Weights(ModelGraph graph, IBiasedOperator op) => graph.Tensor(((PreparedOperator)op).Node.Inputs[1]);
}
