using System.Buffers.Binary;
using System.Text;

namespace HilRig.Protocol;

/// <summary>Writes a payload field by field, little-endian; calls chain.</summary>
public sealed class PayloadWriter
{
    private byte[] _buffer = new byte[64];
    private int _used;

    public PayloadWriter U8(byte value)
    {
        Room(1)[0] = value;
        return this;
    }

    public PayloadWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Room(2), value);
        return this;
    }

    public PayloadWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);
        return this;
    }

    public PayloadWriter I32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(4), value);
        return this;
    }

    public PayloadWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);
        return this;
    }

    public PayloadWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        return this;
    }

    /// <summary>A `u8 length` and the ASCII bytes; at most 255 characters.</summary>
    public PayloadWriter Text(string value) => U8((byte)value.Length).Bytes(Encoding.ASCII.GetBytes(value));

    /// <summary>What was written so far.</summary>
    public byte[] ToArray() => _buffer[.._used];

    private Span<byte> Room(int count)
    {
        if (_used + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + count));
        _used += count;
        return _buffer.AsSpan(_used - count, count);
    }
}
