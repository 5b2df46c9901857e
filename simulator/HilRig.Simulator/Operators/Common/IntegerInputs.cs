using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Common;

/// <summary>Reading of the axes, sizes and permutations that operators take as constant tensors.</summary>
internal static class IntegerInputs
{
    /// <summary>The values of a constant input, of which there must be <paramref name="count"/>.</summary>
    /// <param name="what">What they are, for the refusal: <c>one size for each dimension</c>.</param>
    public static int[] Integers(this PrepareContext context, int position, int count, string what)
    {
        var tensor = context.Input(position);
        return tensor.ElementCount == count
            ? context.Integers(tensor)
            : throw context.Malformed($"{tensor} holds {tensor.ElementCount} values, expected {count}: {what}");
    }

    /// <summary>A constant input that holds one axis of a tensor, negative ones counted from the end.</summary>
    public static int AxisInput(this PrepareContext context, int position, int rank) =>
        context.Axis(context.Integers(position, 1, "an axis")[0], rank);

    /// <summary>Requires a type of 32-bit indices.</summary>
    public static TensorInfo Indices(this PrepareContext context, int position)
    {
        var tensor = context.Input(position);
        return tensor.Type == ElementType.Int32 ? tensor : throw context.UnsupportedType(tensor, "INT32");
    }

    /// <summary>Checks indices that are known already; others are checked as they are read.</summary>
    /// <param name="extent">Indices are 0 to below this.</param>
    public static void ConstantIndices(this PrepareContext context, TensorInfo indices, int extent)
    {
        if (!indices.IsConstant)
            return;
        foreach (var index in context.Integers(indices))
        {
            if (index < 0 || index >= extent)
                throw context.Malformed($"index {index} in {indices}; legal is 0 to {extent - 1}");
        }
    }
}
