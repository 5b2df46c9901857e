namespace HilRig.Simulator.Models.Schema;

/// <summary>Equality of what models mean, whatever way their files are laid out.</summary>
internal static class Comparison
{
    public static bool Same(TensorInfo a, TensorInfo b) =>
        (a.Index, a.Name, a.Type, a.IsVariable) == (b.Index, b.Name, b.Type, b.IsVariable)
        && a.Shape.SequenceEqual(b.Shape)
        && a.Data.Span.SequenceEqual(b.Data.Span)
        && Same(a.Quantization, b.Quantization);

    public static bool Same(TensorQuantization? a, TensorQuantization? b)
    {
        if (a is null || b is null)
            return a is null && b is null;
        return a.Scales.SequenceEqual(b.Scales)
            && Enumerable.Range(0, a.Scales.Length).All(channel => a.ZeroPoint(channel) == b.ZeroPoint(channel))
            && (!a.IsPerChannel || a.Axis == b.Axis);
    }

    /// <summary>Everything but the tensors' contents: their number, the operators, inputs and outputs.</summary>
    public static bool SameStructure(ModelGraph a, ModelGraph b) =>
        a.Tensors.Length == b.Tensors.Length
        && a.Description == b.Description
        && a.Inputs.SequenceEqual(b.Inputs)
        && a.Outputs.SequenceEqual(b.Outputs)
        && a.Operators.Length == b.Operators.Length
        && a.Operators.Zip(b.Operators).All(pair => Same(pair.First, pair.Second));

    private static bool Same(OperatorNode a, OperatorNode b) =>
        (a.Code, a.CustomCode, a.Version, a.Options.UnionType) == (b.Code, b.CustomCode, b.Version, b.Options.UnionType)
        && a.Inputs.SequenceEqual(b.Inputs)
        && a.Outputs.SequenceEqual(b.Outputs);
}
