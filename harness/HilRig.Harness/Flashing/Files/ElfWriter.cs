using System.Buffers.Binary;

namespace HilRig.Harness.Flashing.Files;

/// <summary>
/// Puts a model image into a firmware's ELF, as a segment (for loaders) and as a section (for binutils and the tools that read sections). Everything
/// that was there stays where it is: new tables are appended, and the header points to them.
/// </summary>
public static class ElfWriter
{
    /// <summary>The section's name.</summary>
    public const string SectionName = ".model_image";

    private const int SegmentBytes = 32;
    private const int SectionBytes = 40;

    /// <param name="firmware">An ELF that <see cref="Elf.ElfFile"/> reads.</param>
    /// <param name="image">The model image.</param>
    /// <param name="address">Of its slot, a multiple of 16.</param>
    public static byte[] Write(byte[] firmware, byte[] image, uint address)
    {
        var file = new List<byte>(firmware);
        var imageAt = Append(file, image);
        var (segments, sections) = (U16(firmware, 44), U16(firmware, 48));
        var segmentsAt = Append(file, [
            .. firmware.AsSpan((int)U32(firmware, 28), segments * SegmentBytes),
            .. Words(1, imageAt, address, address, (uint)image.Length, (uint)image.Length, 4, 16)]);
        var table = firmware.AsSpan((int)U32(firmware, 32), sections * SectionBytes).ToArray();
        var nameAt = AppendNames(file, table.AsSpan(U16(firmware, 50) * SectionBytes, SectionBytes));
        var sectionsAt = Append(file, [.. table, .. Words(nameAt, 1, 2, address, imageAt, (uint)image.Length, 0, 0, 16, 0)]);
        byte[] written = [.. file];
        BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(28), segmentsAt);
        BinaryPrimitives.WriteUInt32LittleEndian(written.AsSpan(32), sectionsAt);
        BinaryPrimitives.WriteUInt16LittleEndian(written.AsSpan(44), (ushort)(segments + 1));
        BinaryPrimitives.WriteUInt16LittleEndian(written.AsSpan(48), (ushort)(sections + 1));
        return written;
    }

    // The names move to the end with one more; gives where that one begins among them.
    private static uint AppendNames(List<byte> file, Span<byte> header)
    {
        var (at, size) = ((int)U32(header, 16), (int)U32(header, 20));
        byte[] names = [.. file[at..(at + size)], .. System.Text.Encoding.ASCII.GetBytes(SectionName), 0];
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Append(file, names));
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], (uint)names.Length);
        return (uint)size;
    }

    private static uint Append(List<byte> file, byte[] bytes)
    {
        file.AddRange(new byte[-file.Count & 15]);
        file.AddRange(bytes);
        return (uint)(file.Count - bytes.Length);
    }

    private static byte[] Words(params ReadOnlySpan<uint> words)
    {
        var bytes = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        return bytes;
    }

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
