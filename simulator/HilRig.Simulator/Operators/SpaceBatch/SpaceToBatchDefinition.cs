using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.SpaceBatch;

/// <summary>SPACE_TO_BATCH_ND with constant blocks and paddings.</summary>
public sealed class SpaceToBatchDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.SpaceToBatchNd;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (block, pad) = (BlockInputs.Of(context), context.Input(0));
        var input = BlockInputs.Extended(pad);
        var (height, width) = (input.H + block.Sum.H, input.W + block.Sum.W);
        if (height % block.Block.H != 0 || width % block.Block.W != 0)
            throw context.Malformed($"{height} x {width} padded elements are no multiple of the block {block.Block.H} x {block.Block.W}");
        var output = input with
        {
            N = input.N * (block.Block.H * block.Block.W), H = height / block.Block.H, W = width / block.Block.W,
        };
        BlockInputs.RequireOutput(context, output);
        return new SpaceToBatchOperator(
            context.Node, new(Batched: output, Spatial: input, block.Block, block.Before), input.C * context.ElementBytes(pad));
    }
}

/// <summary>A prepared SPACE_TO_BATCH_ND.</summary>
public sealed class SpaceToBatchOperator(OperatorNode node, Kernels.Reference.SpaceBatch blocks, int pixelBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) =>
        blocks.ToBatch(pixelBytes, session.Bytes(Node.Inputs[0]), session.Bytes(Node.Outputs[0]));
}
