using System.Diagnostics.CodeAnalysis;

namespace HilRig.Protocol;

/// <summary>Consistent Overhead Byte Stuffing: a packet without zero bytes, so that zero can mark its end.</summary>
public static class Cobs
{
    private const int LongestRun = 254;

    /// <summary>Appends the encoded form, without delimiters, to <paramref name="target"/>.</summary>
    public static void Encode(ReadOnlySpan<byte> packet, List<byte> target)
    {
        while (true)
        {
            var zero = packet[..Math.Min(packet.Length, LongestRun)].IndexOf((byte)0);
            var run = zero >= 0 ? zero : Math.Min(packet.Length, LongestRun);
            target.Add((byte)(run + 1));
            target.AddRange(packet[..run]);
            if (run == packet.Length)
                return;
            // A full run stands for no zero; any shorter one for the zero that ended it.
            packet = packet[(zero >= 0 ? run + 1 : run)..];
        }
    }

    /// <summary>Decodes what stood between two delimiters; false when a length byte is 0 or points past the end.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out byte[]? packet)
    {
        packet = null;
        var decoded = new List<byte>(encoded.Length);
        while (!encoded.IsEmpty)
        {
            var code = encoded[0];
            if (code == 0 || code > encoded.Length)
                return false;
            decoded.AddRange(encoded[1..code]);
            encoded = encoded[code..];
            if (code <= LongestRun && !encoded.IsEmpty)
                decoded.Add(0);
        }
        packet = [.. decoded];
        return true;
    }
}
