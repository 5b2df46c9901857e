using HilRig.Kernels.Tensors;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Resize;

/// <summary>The shapes of the resizing operators.</summary>
internal static class ResizeShape
{
    /// <summary>Input and output: the constant sizes of input 1 for rows and columns, batches and channels unchanged.</summary>
    public static (Dims Input, Dims Output) Of(PrepareContext context)
    {
        var input = context.Nhwc(context.Input(0));
        var sizes = context.Integers(1, 2, "rows and columns");
        if (sizes.Any(s => s < 1))
            throw context.Malformed($"the new size is {sizes[0]} x {sizes[1]}; both must be at least 1");
        var output = input with { H = sizes[0], W = sizes[1] };
        context.SameType(context.Output, context.Input(0));
        context.RequireOutputDims(output);
        return (input, output);
    }
}
