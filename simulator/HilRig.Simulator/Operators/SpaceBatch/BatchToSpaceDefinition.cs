using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;

namespace HilRig.Simulator.Operators.SpaceBatch;

/// <summary>BATCH_TO_SPACE_ND with constant blocks and crops.</summary>
public sealed class BatchToSpaceDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.BatchToSpaceNd;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (block, tensor) = (BlockInputs.Of(context), context.Input(0));
        var (input, batches) = (BlockInputs.Extended(tensor), block.Block.H * block.Block.W);
        var output = new Kernels.Tensors.Dims(
            input.N / batches, input.H * block.Block.H - block.Sum.H, input.W * block.Block.W - block.Sum.W, input.C);
        if (input.N % batches != 0 || output.H < 1 || output.W < 1)
            throw context.Malformed($"{tensor} gives no whole image: its batches must be a multiple of {batches}, and crops leave something");
        BlockInputs.RequireOutput(context, output);
        return new BatchToSpaceOperator(
            context.Node, new(Batched: input, Spatial: output, block.Block, block.Before), input.C * context.ElementBytes(tensor));
    }
}

/// <summary>A prepared BATCH_TO_SPACE_ND.</summary>
public sealed class BatchToSpaceOperator(OperatorNode node, Kernels.Reference.SpaceBatch blocks, int pixelBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) =>
        blocks.ToSpace(pixelBytes, session.Bytes(Node.Inputs[0]), session.Bytes(Node.Outputs[0]));
}
