using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.SpaceDepth;

/// <summary>DEPTH_TO_SPACE: channels become blocks of rows and columns, row by row.</summary>
public sealed class DepthToSpaceDefinition() : ViewDefinition(BuiltinOperator.DepthToSpace, 2)
{
    public override OperatorOptions ReadOptions(OptionsTable table) => BlockOptions.Read(table, BlockOptions.DepthToSpace);

    protected override StridedView View(PrepareContext context, TensorInfo source)
    {
        var (block, (n, h, w, c)) = (BlockOptions.BlockOf(context, BlockOptions.DepthToSpace), context.Nhwc(source));
        if (c % (block * block) != 0)
            throw context.Malformed($"{source} has channels that are no multiple of {block * block}, the square of block_size {block}");
        var depth = c / (block * block);
        context.RequireShape(context.Output, n, h * block, w * block, depth);
        return new([n, h, block, w, block, depth], [h * w * c, w * c, block * depth, c, depth, 1]);
    }
}
