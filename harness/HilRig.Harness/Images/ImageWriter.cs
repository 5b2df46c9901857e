using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HilRig.Harness.Images;

/// <summary>A growing little-endian image whose sections begin at multiples of <see cref="ImageLayout.Alignment"/> or of less.</summary>
internal sealed class ImageWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Bytes so far.</summary>
    public int Length => _bytes.Count;

    /// <summary>Reserves a zeroed section and gives its offset.</summary>
    /// <param name="alignment">What the offset is a multiple of.</param>
    public uint Reserve(int bytes, int alignment = ImageLayout.Alignment)
    {
        Align(alignment);
        var offset = (uint)_bytes.Count;
        _bytes.AddRange(new byte[bytes]);
        return offset;
    }

    /// <summary>Appends a section and gives its offset; an empty one gets offset 0.</summary>
    public uint Section(ReadOnlySpan<byte> bytes, int alignment = ImageLayout.Alignment)
    {
        if (bytes.IsEmpty)
            return 0;
        var offset = Reserve(bytes.Length, alignment);
        bytes.CopyTo(Span((int)offset, bytes.Length));
        return offset;
    }

    public Span<byte> Span(int offset, int bytes) => CollectionsMarshal.AsSpan(_bytes).Slice(offset, bytes);

    public void PutUInt16(int offset, int value) => BinaryPrimitives.WriteUInt16LittleEndian(Span(offset, 2), (ushort)value);

    public void PutUInt32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Span(offset, 4), value);

    public void PutInt32(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(Span(offset, 4), value);

    /// <summary>Pads to the alignment and gives the image.</summary>
    public byte[] Finish()
    {
        Align(ImageLayout.Alignment);
        return [.. _bytes];
    }

    private void Align(int alignment) => _bytes.AddRange(new byte[ImageLayout.Aligned(_bytes.Count, alignment) - _bytes.Count]);
}
