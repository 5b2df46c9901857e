namespace HilRig.Simulator.Models.Schema;

/// <summary>What a patch changes in a tensor's table, and where the fields lie that say it (position 0: no such field).</summary>
internal sealed record TensorChange(TensorInfo Old, TensorPatch Patch, FlatTable Table, uint Buffer)
{
    public int TypeAt => Table.FieldPosition(Fields.Tensor.Type, 1);

    public int BufferAt => Table.FieldPosition(Fields.Tensor.Buffer, 4);

    public int QuantizationAt => Table.FieldPosition(Fields.Tensor.Quantization, 4);

    public bool TypeChanges => Old.Type != Patch.Type;

    public bool BufferChanges => Table.UInt32(Fields.Tensor.Buffer) != Buffer;

    public bool QuantizationChanges => !Comparison.Same(Old.Quantization, Patch.Quantization);

    public FlatTable OldQuantization => Table.Table(Fields.Tensor.Quantization, $"the quantization of {Old}");

    /// <summary>True when every field that changes is there to be overwritten; writers leave out defaults.</summary>
    public bool HasRoom =>
        (!TypeChanges || TypeAt != 0) && (!BufferChanges || BufferAt != 0) && (!QuantizationChanges || QuantizationAt != 0);
}
