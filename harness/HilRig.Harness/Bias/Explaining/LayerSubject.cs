using HilRig.Simulator.Execution;
using HilRig.Simulator.Operators;
using HilRig.Simulator.Quantization;

namespace HilRig.Harness.Bias.Explaining;

/// <summary>One layer whose bias a subject changes.</summary>
/// <param name="Position">Of the operator in the prepared model.</param>
/// <param name="Wide">The operator with its int32 bias.</param>
/// <param name="Narrow">The same with the subject's bias.</param>
internal sealed record LayerSubject(int Position, IBiasedOperator Wide, IBiasedOperator Narrow, BiasAssignment Assignment)
{
    public LayerBias WideBias => Wide.Bias!;

    public LayerBias NarrowBias => Narrow.Bias!;

    public PreparedOperator Operator => (PreparedOperator)Wide;

    public PreparedOperator NarrowOperator => (PreparedOperator)Narrow;

    /// <summary>Real size of one step of the layer's output.</summary>
    public float OutputScale { get; private init; }

    /// <summary>True when the kernel adds the same int32 biases: nothing can come from here.</summary>
    public bool IsSame => WideBias.Widened.AsSpan().SequenceEqual(NarrowBias.Widened);

    public static List<LayerSubject> Of(PreparedModel wide, PreparedModel narrow, IReadOnlyList<BiasAssignment> assignments)
    {
        var layers = new List<LayerSubject>();
        for (var i = 0; i < wide.Operators.Length; i++)
        {
            if (wide.Operators[i] is IBiasedOperator { Bias: { } bias } a && narrow.Operators[i] is IBiasedOperator b
                && assignments.FirstOrDefault(x => x.Tensor == bias.Tensor.Index) is { } assignment)
                layers.Add(new(i, a, b, assignment) { OutputScale = wide.Graph.Tensor(wide.Operators[i].Node.Outputs[0]).Quantization!.Scale() });
        }
        return layers;
    }
}
