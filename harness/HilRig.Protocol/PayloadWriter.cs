using System.Buffers.Binary;

namespace HilRig.Protocol;

/// <summary>Builds a request's payload front to back.</summary>
public sealed class PayloadWriter
{
    private readonly List<byte> _bytes = [];

    public PayloadWriter UInt8(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    public PayloadWriter UInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    public PayloadWriter UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    public PayloadWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];
}
