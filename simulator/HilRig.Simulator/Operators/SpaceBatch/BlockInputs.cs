using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.SpaceBatch;

/// <summary>Block sizes and margins of SPACE_TO_BATCH_ND and BATCH_TO_SPACE_ND, both constant. Rank 3 is rank 4 of width 1.</summary>
/// <param name="Block">Rows and columns of a block, at least 1.</param>
/// <param name="Before">Margin above and to the left.</param>
/// <param name="Sum">Margins above and below together, left and right together.</param>
internal sealed record BlockInputs(Tile Block, Tile Before, Tile Sum)
{
    public static BlockInputs Of(PrepareContext context)
    {
        var input = context.SameType(context.Input(0), context.Output);
        if (input.Shape.Length is not (3 or 4) || input.ElementCount < 1)
            throw context.Unsupported($"{input} has rank {input.Shape.Length}", "3 or 4 dimensions of at least 1");
        var spatial = input.Shape.Length - 2;
        var block = context.Integers(1, spatial, "the block's size in each spatial dimension");
        var margins = context.Integers(2, 2 * spatial, "margins before and after each spatial dimension");
        if (block.Any(size => size < 1) || margins.Any(margin => margin < 0))
            throw context.Malformed(
                $"blocks [{string.Join(',', block)}] and margins [{string.Join(',', margins)}]; blocks are at least 1, margins at least 0");
        return spatial == 1
            ? new(new(H: block[0], W: 1), new(H: margins[0], W: 0), new(H: margins[0] + margins[1], W: 0))
            : new(new(H: block[0], W: block[1]), new(H: margins[0], W: margins[2]), new(H: margins[0] + margins[1], W: margins[2] + margins[3]));
    }

    /// <summary>A tensor's dims, rank 3 with width 1.</summary>
    public static Dims Extended(TensorInfo tensor) => tensor.Shape.Length == 3
        ? new(tensor.Shape[0], tensor.Shape[1], 1, tensor.Shape[2])
        : new(tensor.Shape[0], tensor.Shape[1], tensor.Shape[2], tensor.Shape[3]);

    /// <summary>Requires the output's dims, in the rank of the input.</summary>
    public static void RequireOutput(PrepareContext context, Dims dims)
    {
        if (context.Input(0).Shape.Length == 3)
            context.RequireShape(context.Output, dims.N, dims.H, dims.C);
        else
            context.RequireOutputDims(dims);
    }
}
