using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Gather;

/// <summary>GATHER: slices of an axis by INT32 indices, which are checked at run time unless they are constant.</summary>
public sealed class GatherDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.Gather;

    public override int MaxVersion => 7;

    public override string SupportedTypes => "any of 1, 2, 4 or 8 bytes";

    public override OperatorOptions ReadOptions(OptionsTable table) => GatherOptions.Read(table);

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var options = GatherOptions.Read(context.Node.Options);
        var (input, indices) = (context.Input(0), context.Indices(1));
        var (axis, batches) = (context.Axis(options.Axis, input.Shape.Length), BatchDims(context, options, indices));
        if (batches > axis || !input.Shape.Take(batches).SequenceEqual(indices.Shape.Take(batches)))
            throw context.Malformed($"{input} and {indices} do not share {batches} batch dimensions before axis {axis}");
        context.RequireShape(
            context.SameType(context.Output, input),
            [.. input.Shape.Take(axis), .. indices.Shape.Skip(batches), .. input.Shape.Skip(axis + 1)]);
        context.ConstantIndices(indices, input.Shape[axis]);
        var shape = new GatherShape(
            input.Shape.Take(batches).Product(), input.Shape.Between(batches, axis).Product(), input.Shape[axis],
            indices.Shape.Skip(batches).Product());
        return new GatherRowsOperator(context.Node, shape, Rows.Bytes(context, axis + 1));
    }

    private static int BatchDims(PrepareContext context, GatherOptions options, TensorInfo indices)
    {
        var rank = indices.Shape.Length;
        var batches = options.BatchDims < 0 ? (long)options.BatchDims + rank : options.BatchDims;
        return batches >= 0 && batches <= rank
            ? (int)batches
            : throw context.Malformed($"batch_dims {options.BatchDims}; legal is {-rank} to {rank}, the dimensions of {indices}");
    }
}

/// <summary>A prepared GATHER.</summary>
public sealed class GatherRowsOperator(OperatorNode node, GatherShape shape, int rowBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => IndexedRows.Gather(
        shape, rowBytes, session.Int32(Node.Inputs[1]), session.Bytes(Node.Inputs[0]), session.Bytes(Node.Outputs[0]));
}
