using System.Collections.Immutable;
using Google.FlatBuffers;

namespace HilRig.Simulator.Models.Schema;

/// <summary>Copies tables that have no room for a patch. A field that is not known here cannot be copied, so it is refused.</summary>
internal static class RewritableTables
{
    /// <exception cref="UnsupportedModelException">The table has a field with number <paramref name="known"/> or above.</exception>
    public static void RequireKnown(FlatTable table, int known)
    {
        for (int field = known; field < table.FieldCount; field++)
            if (table.Has(field))
                throw new UnsupportedModelException($"{table.What} has field {field}, and fields 0 to {known - 1} are known; "
                    + "rewriting the table would lose it: export the model with an older converter");
    }

    public static int Tensor(FlatBufferBuilder builder, TensorChange change, ListReader lists)
    {
        FlatTable old = change.Table;
        RequireKnown(old, Fields.Tensor.Count);
        if (old.Has(Fields.Tensor.VariantTensors))
            throw new UnsupportedModelException($"{change.Old} has variant tensors, which patching does not copy; use a numeric type");
        return new TensorTable
        {
            Shape = Int32s(builder, old, Fields.Tensor.Shape, lists),
            Name = old.Has(Fields.Tensor.Name) ? builder.CreateString(change.Old.Name).Value : 0,
            Quantization = Quantization(builder, change, lists),
            ShapeSignature = Int32s(builder, old, Fields.Tensor.ShapeSignature, lists),
            Type = change.Patch.Type,
            Buffer = change.Buffer,
            IsVariable = change.Old.IsVariable,
            HasRank = old.UInt8(Fields.Tensor.HasRank) != 0,
        }.Write(builder);
    }

    private static int Quantization(FlatBufferBuilder builder, TensorChange change, ListReader lists)
    {
        RequireKnown(change.OldQuantization, Fields.Quantization.Count);
        if (!change.QuantizationChanges)
            return change.OldQuantization.Exists ? Copy(builder, change.OldQuantization, lists) : 0;
        return change.Patch.Quantization is { } quantization ? Blobs.Quantization(builder, quantization) : 0;
    }

    private static int Copy(FlatBufferBuilder builder, FlatTable old, ListReader lists)
    {
        int min = Singles(builder, old, Fields.Quantization.Min, lists);
        int max = Singles(builder, old, Fields.Quantization.Max, lists);
        int scales = Singles(builder, old, Fields.Quantization.Scale, lists);
        ImmutableArray<long> zeroPoints = lists.Int64s(old, Fields.Quantization.ZeroPoint, "zero point");
        int zeroPointVector = zeroPoints.IsEmpty ? 0 : Blobs.Int64s(builder, zeroPoints);
        builder.StartTable(Fields.Quantization.Count);
        builder.AddOffset(Fields.Quantization.Min, min, 0);
        builder.AddOffset(Fields.Quantization.Max, max, 0);
        builder.AddOffset(Fields.Quantization.Scale, scales, 0);
        builder.AddOffset(Fields.Quantization.ZeroPoint, zeroPointVector, 0);
        builder.AddInt(Fields.Quantization.Axis, old.Int32(Fields.Quantization.Axis), 0);
        return builder.EndTable();
    }

    private static int Int32s(FlatBufferBuilder builder, FlatTable table, int field, ListReader lists) =>
        table.Has(field) ? Blobs.Int32s(builder, lists.Int32s(table, field, $"field {field}")) : 0;

    private static int Singles(FlatBufferBuilder builder, FlatTable table, int field, ListReader lists) =>
        table.Has(field) ? Blobs.Singles(builder, lists.Singles(table, field, $"field {field}")) : 0;
}
