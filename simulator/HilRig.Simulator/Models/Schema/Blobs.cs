using System.Collections.Immutable;
using Google.FlatBuffers;

namespace HilRig.Simulator.Models.Schema;

/// <summary>The vectors and tables that writer and patcher both write. Each gives the builder's offset of what it wrote.</summary>
internal static class Blobs
{
    /// <summary>The schema's <c>force_align</c> of a buffer's data, in bytes.</summary>
    public const int DataAlignment = 16;

    public static int Int32s(FlatBufferBuilder builder, ImmutableArray<int> values) =>
        Vector(builder, values.Length, sizeof(int), i => builder.AddInt(values[i]));

    public static int Singles(FlatBufferBuilder builder, ImmutableArray<float> values) =>
        Vector(builder, values.Length, sizeof(float), i => builder.AddFloat(values[i]));

    public static int Int64s(FlatBufferBuilder builder, ImmutableArray<long> values) =>
        Vector(builder, values.Length, sizeof(long), i => builder.AddLong(values[i]));

    /// <summary>A vector of references to tables that are already written.</summary>
    public static int Offsets(FlatBufferBuilder builder, IReadOnlyList<int> tables) =>
        Vector(builder, tables.Count, sizeof(int), i => builder.AddOffset(tables[i]));

    /// <summary>A Buffer table and its data; no data gives a table without the field.</summary>
    public static int Buffer(FlatBufferBuilder builder, ReadOnlyMemory<byte> data)
    {
        int vector = data.IsEmpty ? 0 : Data(builder, data);
        builder.StartTable(Fields.Buffer.Count);
        builder.AddOffset(Fields.Buffer.Data, vector, 0);
        return builder.EndTable();
    }

    /// <summary>A quantization table whose lists are equally long, because not every reader repeats element 0.</summary>
    public static int Quantization(FlatBufferBuilder builder, TensorQuantization quantization)
    {
        int scales = Singles(builder, quantization.Scales);
        ImmutableArray<long> all = [.. Enumerable.Range(0, quantization.Scales.Length).Select(quantization.ZeroPoint)];
        int zeroPoints = Int64s(builder, all);
        builder.StartTable(Fields.Quantization.Count);
        builder.AddOffset(Fields.Quantization.Scale, scales, 0);
        builder.AddOffset(Fields.Quantization.ZeroPoint, zeroPoints, 0);
        builder.AddInt(Fields.Quantization.Axis, quantization.Axis, 0);
        return builder.EndTable();
    }

    private static int Data(FlatBufferBuilder builder, ReadOnlyMemory<byte> data)
    {
        builder.StartVector(1, data.Length, DataAlignment);
        builder.Put(data.ToArray());
        return builder.EndVector().Value;
    }

    // FlatBuffers are written from their end, so the last element goes first.
    private static int Vector(FlatBufferBuilder builder, int count, int elementBytes, Action<int> add)
    {
        builder.StartVector(elementBytes, count, elementBytes);
        for (int i = count - 1; i >= 0; i--)
            add(i);
        return builder.EndVector().Value;
    }
}
