using System.Collections.Immutable;

namespace HilRig.Simulator.Models.Schema;

/// <summary>The model's list of buffers, as views into the file.</summary>
internal sealed class BufferReader
{
    private readonly ImmutableArray<ReadOnlyMemory<byte>> _data;

    public BufferReader(FlatTable model, ListReader lists)
    {
        _data = [.. lists.Tables(model, Fields.Model.Buffers, "buffers", "buffer").Select(Read)];
        if (Count > 0 && !_data[0].IsEmpty)
            throw model.Damaged($"buffer 0 holds {_data[0].Length} bytes, and the schema keeps it empty for tensors without data");
    }

    public int Count => _data.Length;

    /// <exception cref="MalformedModelException">There is no such buffer.</exception>
    public ReadOnlyMemory<byte> Data(uint index, string what)
    {
        if (index >= Count)
            throw new MalformedModelException(
                $"{what} names buffer {index}, and the file has {Count} (numbered from 0); fetch the file again or export it anew");
        return _data[(int)index];
    }

    // Converters put data behind the FlatBuffer, at this offset, only when the file exceeds 2 GiB.
    private static ReadOnlyMemory<byte> Read(FlatTable buffer)
    {
        long offset = buffer.Int64(Fields.Buffer.Offset);
        if (offset is not (0 or 1))
            throw new UnsupportedModelException($"{buffer.What} keeps its data outside the FlatBuffer, at offset {offset}; "
                + "only data inside is read: export the model without external buffers");
        return buffer.Vector(Fields.Buffer.Data, 1, "data").Bytes;
    }
}
