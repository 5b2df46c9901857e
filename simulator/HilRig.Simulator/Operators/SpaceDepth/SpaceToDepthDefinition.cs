using HilRig.Kernels.Tensors;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.SpaceDepth;

/// <summary>SPACE_TO_DEPTH: each block of rows and columns becomes channels, row by row.</summary>
public sealed class SpaceToDepthDefinition() : ViewDefinition(BuiltinOperator.SpaceToDepth, 2)
{
    public override OperatorOptions ReadOptions(OptionsTable table) => BlockOptions.Read(table, BlockOptions.SpaceToDepth);

    protected override StridedView View(PrepareContext context, TensorInfo source)
    {
        var (block, (n, h, w, c)) = (BlockOptions.BlockOf(context, BlockOptions.SpaceToDepth), context.Nhwc(source));
        if (h % block != 0 || w % block != 0)
            throw context.Malformed($"{source} has rows or columns that are no multiple of block_size {block}");
        context.RequireShape(context.Output, n, h / block, w / block, block * block * c);
        return new([n, h / block, w / block, block, block, c], [h * w * c, block * w * c, block * c, w * c, c, 1]);
    }
}
