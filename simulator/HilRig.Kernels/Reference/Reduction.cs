using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Reference;

/// <summary>Which elements of a tensor each output of a reduction combines.</summary>
/// <param name="Kept">Output element to the first of its input elements.</param>
/// <param name="Reduced">From there to each of the others.</param>
public sealed record Reduction(StridedView Kept, StridedView Reduced)
{
    /// <param name="isReduced">For each dimension, whether it is combined.</param>
    public static Reduction Over(ReadOnlySpan<int> shape, ReadOnlySpan<bool> isReduced)
    {
        var strides = StridedView.Dense(shape);
        var (kept, reduced) = (new int[shape.Length], new int[shape.Length]);
        for (var d = 0; d < shape.Length; d++)
            (kept[d], reduced[d]) = isReduced[d] ? (1, shape[d]) : (shape[d], 1);
        return new(new(kept, strides), new(reduced, strides));
    }

    /// <summary>Elements combined into one.</summary>
    public int Count => Reduced.Count;

    /// <summary>Combines the input elements of one output element.</summary>
    /// <param name="step">Takes what there is so far and the next element.</param>
    public TSum Fold<T, TSum>(ReadOnlySpan<T> input, int output, TSum seed, Func<TSum, T, TSum> step)
    {
        var first = Kept[output];
        for (var (row, at) = (0, 0); at < Count; row++, at += Reduced.InnerCount)
        {
            var element = first + Reduced.RowStart(row);
            for (var i = 0; i < Reduced.InnerCount; i++)
                seed = step(seed, input[element + i * Reduced.InnerStride]);
        }
        return seed;
    }
}
