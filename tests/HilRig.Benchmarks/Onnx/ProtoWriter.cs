using System.Buffers.Binary;
using System.Text;

namespace HilRig.Benchmarks.Onnx;

/// <summary>The few forms of a protobuf field that an ONNX file needs.</summary>
internal sealed class ProtoWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Wire type 0.</summary>
    public ProtoWriter Integer(int field, long value)
    {
        Varint((ulong)(field << 3));
        Varint(unchecked((ulong)value));
        return this;
    }

    /// <summary>Wire type 5.</summary>
    public ProtoWriter Float(int field, float value)
    {
        Varint((ulong)((field << 3) | 5));
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Wire type 2.</summary>
    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)((field << 3) | 2));
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Message(int field, ProtoWriter value) => Bytes(field, value.ToArray());

    private void Varint(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            _bytes.Add((byte)(value & 0x7F | 0x80));
        _bytes.Add((byte)value);
    }
}
