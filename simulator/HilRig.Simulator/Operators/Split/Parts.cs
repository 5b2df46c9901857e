using System.Collections.Immutable;
using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.Split;

/// <summary>Parts of a tensor that lie one after another along an axis.</summary>
internal static class Parts
{
    /// <summary>Each part as it lies in the whole.</summary>
    /// <param name="extents">Elements of each part along the axis; together the whole's.</param>
    /// <exception cref="ModelException">They are more or less together.</exception>
    public static ImmutableArray<StridedView> Of(PrepareContext context, TensorInfo whole, int axis, IReadOnlyList<int> extents)
    {
        if (extents.Sum() != whole.Shape[axis])
            throw context.Malformed($"parts of {string.Join(" + ", extents)} do not make up dimension {axis} of {whole}");
        var (views, begin) = (ImmutableArray.CreateBuilder<StridedView>(extents.Count), new int[whole.Shape.Length]);
        foreach (var extent in extents)
        {
            views.Add(StridedView.Slice(whole.Shape.AsSpan(), begin, whole.Shape.SetItem(axis, extent).AsSpan()));
            begin[axis] += extent;
        }
        return views.ToImmutable();
    }
}
