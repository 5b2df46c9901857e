using System.Buffers.Binary;
using System.Text;

namespace HilRig.Protocol;

/// <summary>Reads a reply's payload front to back.</summary>
/// <exception cref="BadReplyException">From every read that would pass the end.</exception>
public ref struct PayloadReader(ReadOnlySpan<byte> payload, string command)
{
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public byte UInt8() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A length byte and that many ASCII characters.</summary>
    public string Text() => Encoding.ASCII.GetString(Take(UInt8()));

    public byte[] Bytes(int count) => Take(count).ToArray();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new BadReplyException($"the reply to {command} is cut short: {_rest.Length} bytes left where {count} are expected");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
