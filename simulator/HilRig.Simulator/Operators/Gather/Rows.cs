using System.Collections.Immutable;

namespace HilRig.Simulator.Operators.Gather;

/// <summary>Products of dimensions.</summary>
internal static class Rows
{
    /// <summary>Elements of some dimensions together.</summary>
    public static int Product(this IEnumerable<int> shape) => shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Bytes of what lies behind the first dimensions of the input.</summary>
    public static int Bytes(PrepareContext context, int dimensions)
    {
        var input = context.Input(0);
        return input.Shape.Skip(dimensions).Product() * context.ElementBytes(input);
    }

    /// <summary>Part of a shape.</summary>
    public static IEnumerable<int> Between(this ImmutableArray<int> shape, int begin, int end) => shape.Skip(begin).Take(end - begin);
}
