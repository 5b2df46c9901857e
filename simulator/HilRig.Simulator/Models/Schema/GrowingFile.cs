using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.FlatBuffers;

namespace HilRig.Simulator.Models.Schema;

/// <summary>A file to which finished FlatBuffers are appended and in which single fields are overwritten.</summary>
internal sealed class GrowingFile
{
    private readonly List<byte> _bytes;

    public GrowingFile(ReadOnlySpan<byte> original)
    {
        _bytes = new List<byte>(original.Length);
        _bytes.AddRange(original);
    }

    /// <summary>Appends what the builder holds, 16-aligned as its own contents are, and gives the position of its root.</summary>
    public int Append(FlatBufferBuilder builder, int root)
    {
        builder.Finish(root);
        while (_bytes.Count % Blobs.DataAlignment != 0)
            _bytes.Add(0);
        int start = _bytes.Count;
        _bytes.AddRange(builder.SizedByteArray());
        return start + (int)BinaryPrimitives.ReadUInt32LittleEndian(At(start));
    }

    /// <summary>Makes the offset at <paramref name="position"/> point forward to <paramref name="target"/>.</summary>
    public void PointAt(int position, int target) => SetUInt32(position, (uint)(target - position));

    public void SetUInt32(int position, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(At(position), value);

    public void SetUInt8(int position, byte value) => At(position)[0] = value;

    public byte[] ToArray() => [.. _bytes];

    private Span<byte> At(int position) => CollectionsMarshal.AsSpan(_bytes)[position..];
}
