using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>What a specification must satisfy before it is written. Mistakes here are the caller's, hence ArgumentException.</summary>
internal static class SpecRules
{
    /// <exception cref="ArgumentException">The specification contradicts itself.</exception>
    public static void Check(ModelSpec spec)
    {
        for (int i = 0; i < spec.Tensors.Length; i++)
            Check(AsTensor(spec.Tensors[i], i));
        for (int i = 0; i < spec.Operators.Length; i++)
            Check(spec.Operators[i], i, spec.Tensors.Length);
        CheckIndices(spec.Inputs, 0, spec.Tensors.Length, "the model's inputs");
        CheckIndices(spec.Outputs, 0, spec.Tensors.Length, "the model's outputs");
    }

    /// <exception cref="ArgumentException">Shape, data and quantization do not fit each other.</exception>
    public static void Check(TensorInfo tensor)
    {
        string? problem = Enum.IsDefined(tensor.Type) ? TensorRules.Problem(tensor) : "has no known element type";
        if (problem is null && tensor.Quantization is { } quantization)
            problem = QuantizationRules.Problem(quantization, tensor.Shape);
        if (problem is not null)
            throw new ArgumentException($"{tensor} {problem}; mend it before writing");
    }

    private static TensorInfo AsTensor(TensorSpec spec, int index) => new()
    {
        Index = index,
        Name = spec.Name,
        Type = spec.Type,
        Shape = spec.Shape,
        Quantization = spec.Quantization,
        Data = spec.Data,
    };

    private static void Check(OperatorSpec node, int index, int tensors)
    {
        string what = $"operator {index} {BuiltinOperators.NameOf(node.Code)}";
        if (node.Version < 1 || node.Code < 0)
            throw new ArgumentException($"{what} has version {node.Version} (1 or more) and code {(int)node.Code} (0 or more)");
        if ((node.Code == BuiltinOperator.Custom) == string.IsNullOrEmpty(node.CustomCode))
            throw new ArgumentException($"{what} has the custom name '{node.CustomCode}'; custom operators need one and others have none");
        CheckIndices(node.Inputs, -1, tensors, $"the inputs of {what}");
        CheckIndices(node.Outputs, 0, tensors, $"the outputs of {what}");
    }

    private static void CheckIndices(ImmutableArray<int> indices, int lowest, int tensors, string what)
    {
        foreach (int index in indices)
            if (index < lowest || index >= tensors)
                throw new ArgumentException($"{what} name tensor {index}, and {lowest} to {tensors - 1} are possible");
    }
}
