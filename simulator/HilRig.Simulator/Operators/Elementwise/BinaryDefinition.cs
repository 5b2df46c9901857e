using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Elementwise;

/// <summary>An operator with two inputs of one type that computes every element alone; both are broadcast to the output's shape.</summary>
public class BinaryDefinition(BuiltinOperator code, int maxVersion, params OperatorForm[] forms)
    : FormedOperator(code, maxVersion, decides: 0, forms)
{
    /// <summary>Dimensions an operand can have.</summary>
    public const int MaxRank = 6;

    protected override void Validate(PrepareContext context)
    {
        context.SameType(context.Input(1), context.Input(0));
        RequireBroadcast(context);
    }

    /// <summary>Requires two inputs whose shapes broadcast to the output's.</summary>
    public static void RequireBroadcast(PrepareContext context) => RequireBroadcast(context, context.Input(0), context.Input(1));

    /// <summary>Requires inputs whose shapes broadcast to the output's.</summary>
    public static void RequireBroadcast(PrepareContext context, params TensorInfo[] inputs)
    {
        var output = context.Output;
        foreach (var input in inputs)
        {
            if (!StridedView.CanBroadcast(input.Shape.AsSpan(), output.Shape.AsSpan()))
                throw context.Malformed($"{input} cannot be broadcast to {output}");
        }
        for (var d = 1; d <= output.Shape.Length; d++)
        {
            if (output.Shape[^d] != 0 && inputs.Max(i => Extent(i, d)) != output.Shape[^d])
                throw context.Malformed($"{output} is larger than {string.Join(" and ", inputs.Select(i => i.ToString()))} broadcast to");
        }
        if (output.Shape.Length > MaxRank)
            throw context.Unsupported($"{output} has rank {output.Shape.Length}", $"at most {MaxRank} dimensions");
    }

    private static int Extent(TensorInfo tensor, int fromEnd) => fromEnd <= tensor.Shape.Length ? tensor.Shape[^fromEnd] : 1;
}
