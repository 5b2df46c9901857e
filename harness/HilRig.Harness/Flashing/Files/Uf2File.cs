using System.Buffers.Binary;

namespace HilRig.Harness.Flashing.Files;

/// <summary>UF2 (github.com/microsoft/uf2): blocks of 512 bytes that carry 256 each, for bootloaders that show a drive.</summary>
public static class Uf2File
{
    private const int BlockBytes = 512;
    private const int PayloadBytes = 256;
    private const uint FamilyPresent = 0x2000;

    /// <param name="contents">What is stored; whole pages of 256 bytes are, the rest of them 0xFF.</param>
    /// <param name="family">The bootloader's number for its chip.</param>
    public static byte[] Write(FlashContents contents, uint family)
    {
        var pages = Pages(contents);
        var file = new byte[pages.Count * BlockBytes];
        foreach (var (number, (address, bytes)) in pages.Index())
            WriteBlock(file.AsSpan(number * BlockBytes, BlockBytes), [address, PayloadBytes, (uint)number, (uint)pages.Count, family], bytes);
        return file;
    }

    // Bootloaders erase and write whole pages; two pieces may share one.
    private static SortedDictionary<uint, byte[]> Pages(FlashContents contents)
    {
        var pages = new SortedDictionary<uint, byte[]>();
        foreach (var piece in contents.Pieces)
            for (var at = 0; at < piece.Bytes.Length; at++)
            {
                var address = piece.Address + (uint)at;
                var start = address & ~(PayloadBytes - 1u);
                if (!pages.TryGetValue(start, out var page))
                    pages[start] = page = [.. Enumerable.Repeat((byte)0xFF, PayloadBytes)];
                page[address - start] = piece.Bytes[at];
            }
        return pages;
    }

    private static void WriteBlock(Span<byte> block, ReadOnlySpan<uint> fields, byte[] payload)
    {
        Span<uint> header = [0x0A324655, 0x9E5D5157, FamilyPresent, .. fields];
        for (var i = 0; i < header.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(block[(4 * i)..], header[i]);
        payload.CopyTo(block[32..]);
        BinaryPrimitives.WriteUInt32LittleEndian(block[^4..], 0x0AB16F30);
    }
}
