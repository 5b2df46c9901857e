using Google.FlatBuffers;

namespace HilRig.Simulator.Models.Schema;

/// <summary>The parts of a Tensor table to be written; vectors and tables as offsets in the builder, 0 for none.</summary>
internal sealed record TensorTable
{
    public int Shape { get; init; }

    public int Name { get; init; }

    public int Quantization { get; init; }

    public int ShapeSignature { get; init; }

    public required ElementType Type { get; init; }

    public uint Buffer { get; init; }

    public bool IsVariable { get; init; }

    public bool HasRank { get; init; }

    public int Write(FlatBufferBuilder builder)
    {
        builder.StartTable(Fields.Tensor.Count);
        builder.AddOffset(Fields.Tensor.Shape, Shape, 0);
        builder.AddByte(Fields.Tensor.Type, (byte)Type, 0);
        builder.AddUint(Fields.Tensor.Buffer, Buffer, 0);
        builder.AddOffset(Fields.Tensor.Name, Name, 0);
        builder.AddOffset(Fields.Tensor.Quantization, Quantization, 0);
        builder.AddBool(Fields.Tensor.IsVariable, IsVariable, false);
        builder.AddOffset(Fields.Tensor.ShapeSignature, ShapeSignature, 0);
        builder.AddBool(Fields.Tensor.HasRank, HasRank, false);
        return builder.EndTable();
    }
}
