using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Gather;

/// <summary>GATHER_ND: the last dimension of the INT32 indices names an element of the input, or a slice.</summary>
public sealed class GatherNdDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.GatherNd;

    public override int MaxVersion => 5;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (input, indices) = (context.Input(0), context.Indices(1));
        if (indices.Shape.IsEmpty || indices.Shape[^1] > input.Shape.Length)
            throw context.Malformed($"{indices} must end in a dimension of at most {input.Shape.Length}, the dimensions of {input}");
        var named = indices.Shape[^1];
        context.RequireShape(context.SameType(context.Output, input), [.. indices.Shape.SkipLast(1), .. input.Shape.Skip(named)]);
        return new GatherNdOperator(context.Node, [.. input.Shape.Take(named)], Rows.Bytes(context, named));
    }
}

/// <summary>A prepared GATHER_ND.</summary>
public sealed class GatherNdOperator(OperatorNode node, int[] extents, int rowBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => IndexedRows.GatherNd(
        extents, rowBytes, session.Int32(Node.Inputs[1]), session.Bytes(Node.Inputs[0]), session.Bytes(Node.Outputs[0]));
}
