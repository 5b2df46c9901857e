using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.StridedSlice;

/// <summary>STRIDED_SLICE with constant begin, end and strides.</summary>
public sealed class StridedSliceDefinition() : ViewDefinition(BuiltinOperator.StridedSlice, 8)
{
    private const int MostDimensions = 31;

    public override OperatorOptions ReadOptions(OptionsTable table) => StridedSliceOptions.Read(table);

    protected override StridedView View(PrepareContext context, TensorInfo source)
    {
        var options = StridedSliceOptions.Read(context.Node.Options);
        if (options is not { EllipsisMask: 0, NewAxisMask: 0, Offset: false })
            throw context.Unsupported("ellipsis_mask, new_axis_mask or offset is set", "begin_mask, end_mask and shrink_axis_mask");
        if (source.Shape.Length > MostDimensions)
            throw context.Unsupported($"{source} has {source.Shape.Length} dimensions", $"at most {MostDimensions}, as the masks have bits");
        var ranges = Ranges(context, options, source);
        var shrunk = Enumerable.Range(0, ranges.Length).Where(d => IsSet(options.ShrinkAxisMask, d)).ToHashSet();
        context.RequireShape(context.Output, [.. ranges.Where((_, d) => !shrunk.Contains(d)).Select(r => r.Count)]);
        return StridedView.Slice(
            source.Shape.AsSpan(), [.. ranges.Select(r => r.Begin)], [.. ranges.Select(r => r.Count)], [.. ranges.Select(r => r.Step)]);
    }

    private static SliceRange[] Ranges(PrepareContext context, StridedSliceOptions options, TensorInfo source)
    {
        var rank = source.Shape.Length;
        var (begin, end, steps) = (Values(context, 1, rank), Values(context, 2, rank), Values(context, 3, rank));
        if (Array.IndexOf(steps, 0) is var zero and >= 0)
            throw context.Malformed($"the stride of dimension {zero} is 0; it must be positive or negative");
        return
        [
            .. Enumerable.Range(0, rank).Select(d => IsSet(options.ShrinkAxisMask, d)
                ? One(context, SliceRange.Of(Open(options.BeginMask, d, begin), null, steps[d], source.Shape[d]), d, source)
                : SliceRange.Of(Open(options.BeginMask, d, begin), Open(options.EndMask, d, end), steps[d], source.Shape[d])),
        ];
    }

    // A shrunk dimension is one element and disappears; backward TensorFlow Lite Micro takes none and leaves the output unwritten.
    private static SliceRange One(PrepareContext context, SliceRange range, int dimension, TensorInfo source)
    {
        if (range.Step < 0)
            throw context.Unsupported($"dimension {dimension} shrinks with stride {range.Step}", "positive strides there");
        return range.Begin < source.Shape[dimension]
            ? range with { End = range.Begin + 1 }
            : throw context.Malformed($"dimension {dimension} of {source} shrinks to element {range.Begin}, which it does not have");
    }

    private static int? Open(int mask, int dimension, int[] values) => IsSet(mask, dimension) ? null : values[dimension];

    private static int[] Values(PrepareContext context, int position, int rank) =>
        context.Integers(position, rank, "one for each dimension of the input");

    private static bool IsSet(int mask, int bit) => (mask >> bit & 1) != 0;
}
