using HilRig.Kernels.Reference;
using HilRig.Simulator.Execution;
using HilRig.Simulator.Models;
using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Operators.Gather;

/// <summary>EMBEDDING_LOOKUP: rows of a table by INT32 indices. An INT8 table with zero point 0 can give FLOAT32 rows.</summary>
public sealed class EmbeddingLookupDefinition : OperatorDefinition
{
    public override BuiltinOperator Code => BuiltinOperator.EmbeddingLookup;

    public override int MaxVersion => 4;

    public override string SupportedTypes => "INT8 and FLOAT32";

    public override PreparedOperator Prepare(PrepareContext context)
    {
        var (indices, table, output) = (context.Indices(0), context.Input(1), context.Output);
        if (indices.Shape.Length != 1 || table.Shape.Length < 2 || table.Shape[0] == 0)
            throw context.Malformed($"{indices} must have one dimension, {table} at least two and one row");
        context.RequireShape(output, table.Shape.SetItem(0, indices.Shape[0]).AsSpan());
        context.ConstantIndices(indices, table.Shape[0]);
        return (table.Type, output.Type) switch
        {
            (ElementType.Int8, ElementType.Int8) or (ElementType.Float32, ElementType.Float32) => new EmbeddingRows(
                context.Node, new(1, 1, table.Shape[0], indices.Shape[0]), table.Shape.Skip(1).Product() * context.ElementBytes(table)),
            (ElementType.Int8, ElementType.Float32) => new DequantizedRows(context.Node, table.Shape[0], context.SymmetricScale(table).Scale),
            _ => throw context.UnsupportedType(output, $"{SupportedTypes}, FLOAT32 from FLOAT32; {table} is the table"),
        };
    }
}

/// <summary>A prepared EMBEDDING_LOOKUP that copies.</summary>
public sealed class EmbeddingRows(OperatorNode node, GatherShape shape, int rowBytes) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => IndexedRows.Gather(
        shape, rowBytes, session.Int32(Node.Inputs[0]), session.Bytes(Node.Inputs[1]), session.Bytes(Node.Outputs[0]));
}

/// <summary>A prepared EMBEDDING_LOOKUP that dequantizes.</summary>
public sealed class DequantizedRows(OperatorNode node, int rows, float scale) : PreparedOperator(node)
{
    public override void Invoke(InferenceSession session) => IndexedRows.Dequantized(
        rows, scale, session.Int32(Node.Inputs[0]), session.Int8(Node.Inputs[1]), session.Float32(Node.Outputs[0]));
}
