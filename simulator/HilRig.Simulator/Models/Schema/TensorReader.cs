using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Reads the tensors of a subgraph and checks their sizes against the data they carry.</summary>
internal sealed class TensorReader(BufferReader buffers, ListReader lists)
{
    public ImmutableArray<TensorInfo> ReadAll(FlatTable subgraph)
    {
        ImmutableArray<FlatTable> tables = lists.Tables(subgraph, Fields.Subgraph.Tensors, "tensors", "tensor");
        return [.. tables.Select(Read)];
    }

    private TensorInfo Read(FlatTable table, int index)
    {
        RefuseSparse(table);
        uint buffer = table.UInt32(Fields.Tensor.Buffer);
        var tensor = new TensorInfo
        {
            Index = index,
            Name = lists.Text(table, Fields.Tensor.Name, "name") ?? "",
            Type = TypeOf(table),
            Shape = lists.Int32s(table, Fields.Tensor.Shape, "shape"),
            BufferIndex = (int)Math.Min(buffer, int.MaxValue),
            Data = buffers.Data(buffer, table.What),
            IsVariable = table.UInt8(Fields.Tensor.IsVariable) != 0,
        };
        lists.Int32s(table, Fields.Tensor.ShapeSignature, "shape signature");
        if (TensorRules.Problem(tensor) is { } problem)
            throw new MalformedModelException($"{tensor} {problem}; fetch the file again or export it anew");
        return tensor with { Quantization = QuantizationReader.Read(table, tensor, lists) };
    }

    private static ElementType TypeOf(FlatTable table)
    {
        byte type = table.UInt8(Fields.Tensor.Type);
        if (!Enum.IsDefined((ElementType)type))
            throw new UnsupportedModelException($"{table.What} has type number {type}, and 0 (FLOAT32) to "
                + $"{(int)Enum.GetValues<ElementType>()[^1]} are known; quantize the model to INT8 or INT16");
        return (ElementType)type;
    }

    private static void RefuseSparse(FlatTable table)
    {
        if (table.Has(Fields.Tensor.Sparsity))
            throw new UnsupportedModelException($"{table.What} '{table.Text(Fields.Tensor.Name, "name")}' is sparse, and only dense "
                + "tensors are read; convert the model without sparsity (a DENSIFY step at conversion)");
    }
}
