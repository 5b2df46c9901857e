using System.Buffers.Binary;
using System.Text;

namespace HilRig.Harness.Elf;

/// <summary>A file's bytes with every access checked.</summary>
internal sealed class ElfBytes(byte[] bytes, string path)
{
    public string Path { get; } = path;

    public int Length => bytes.Length;

    public byte U8(long at) => Slice(at, 1)[0];

    public ushort U16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    public uint U32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    public ReadOnlySpan<byte> Slice(long at, long count) => at >= 0 && count >= 0 && at + count <= bytes.Length
        ? bytes.AsSpan((int)at, (int)count)
        : throw new ElfException(Path, $"{count} bytes at {at} do not lie in its {bytes.Length} bytes");

    /// <summary>A zero-terminated name in a table of names.</summary>
    public string Text(ElfSection names, long offset)
    {
        if (offset >= names.Size)
            throw new ElfException(Path, $"a name at {offset} does not lie in the {names.Size} bytes of names");
        var rest = Slice(names.Offset + offset, names.Size - offset);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
