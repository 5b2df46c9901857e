using System.Buffers.Binary;
using System.Text;

namespace HilRig.Protocol;

/// <summary>Reads a payload field by field, little-endian. Every read past the end is a <see cref="MalformedReplyException"/>.</summary>
public ref struct PayloadReader
{
    private readonly string _what;
    private readonly int _length;
    private ReadOnlySpan<byte> _rest;

    /// <param name="payload">The bytes to read.</param>
    /// <param name="what">Named in errors, e.g. "The reply to Run".</param>
    public PayloadReader(ReadOnlySpan<byte> payload, string what)
    {
        _rest = payload;
        _length = payload.Length;
        _what = what;
    }

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => _rest.Length;

    public byte U8() => Take(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int I32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    public byte[] Bytes(int count) => Take(count).ToArray();

    /// <summary>A `u8 length` and that many ASCII bytes.</summary>
    public string Text() => Encoding.ASCII.GetString(Take(U8()));

    /// <summary>Says that nothing may follow.</summary>
    public readonly void End()
    {
        if (_rest.Length > 0)
            throw Malformed($"{_rest.Length} bytes too many after {_length - _rest.Length}");
    }

    /// <summary>An error about this payload, for what only the caller can judge.</summary>
    public readonly MalformedReplyException Malformed(string why) => new(_what, why);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw Malformed($"it ends after {_length} bytes where at least {_length - _rest.Length + count} are needed");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
