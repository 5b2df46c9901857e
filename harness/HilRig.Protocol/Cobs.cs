namespace HilRig.Protocol;

/// <summary>
/// Consistent overhead byte stuffing: removes every 0x00 from a block, so that 0x00 can delimit frames.
/// The shortest form is written: a full run of 254 bytes at the very end is not followed by an empty block.
/// </summary>
public static class Cobs
{
    private const byte FullRun = 0xFF;

    /// <summary>Upper bound of the encoded length of <paramref name="count"/> bytes: one code byte, and one more per 254 bytes.</summary>
    public static int MaxEncodedLength(int count) => count + (count / 254) + 1;

    /// <summary>Encodes without delimiters. <paramref name="destination"/> holds at least <see cref="MaxEncodedLength"/> bytes.</summary>
    /// <returns>Bytes written, at least 1.</returns>
    public static int Encode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var used = 0;
        while (true)
        {
            var run = RunLength(source);
            destination[used++] = (byte)(run + 1);
            source[..run].CopyTo(destination[used..]);
            used += run;
            if (run == source.Length)
                return used;
            source = source[(run + 1 < FullRun ? run + 1 : run)..];
        }
    }

    /// <summary>Decodes a block without delimiters. <paramref name="destination"/> may be <paramref name="source"/> and is never longer needed than it.</summary>
    /// <returns>False when the block contains 0x00 or ends inside a run.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        while (source.Length > 0)
        {
            var code = source[0];
            if (code == 0 || code > source.Length || source[1..code].Contains((byte)0))
                return false;
            source[1..code].CopyTo(destination[written..]);
            written += code - 1;
            source = source[code..];
            // The zero that ended a run is implied, except after a full run and at the very end.
            if (code != FullRun && source.Length > 0)
                destination[written++] = 0;
        }
        return true;
    }

    private static int RunLength(ReadOnlySpan<byte> source)
    {
        var window = source[..Math.Min(source.Length, FullRun - 1)];
        var zero = window.IndexOf((byte)0);
        return zero < 0 ? window.Length : zero;
    }
}
