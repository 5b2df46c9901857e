namespace HilRig.Harness.Flashing.Files;

/// <summary>Raw memory from the lowest address on; gaps are 0xFF, as erased flash is.</summary>
public static class BinFile
{
    /// <summary>More than any microcontroller's flash: a larger one has an address wrong.</summary>
    private const long MostBytes = 64 << 20;

    /// <exception cref="FlashContentsException">The pieces lie too far apart.</exception>
    public static byte[] Write(FlashContents contents)
    {
        var size = (long)(contents.End - contents.Start);
        if (size > MostBytes)
            throw new FlashContentsException($"a raw file from 0x{contents.Start:X8} to 0x{contents.End:X8} would have {size} bytes; write .hex, .elf or .uf2");
        var bytes = new byte[size];
        bytes.AsSpan().Fill(0xFF);
        foreach (var piece in contents.Pieces)
            piece.Bytes.CopyTo(bytes.AsSpan((int)(piece.Address - contents.Start)));
        return bytes;
    }
}
