using System.Buffers.Binary;

namespace HilRig.Harness.Transports;

/// <summary>One record of a wire capture.</summary>
/// <param name="Microseconds">Since the capture began.</param>
public sealed record WireRecord(WireDirection Direction, long Microseconds, byte[] Bytes);

/// <summary>Reads <c>wire.hrt</c>; a capture that was cut off gives the records that are whole.</summary>
public static class WireLogReader
{
    private const int HeaderBytes = 13;

    /// <exception cref="UsageException">Not a wire capture.</exception>
    public static IEnumerable<WireRecord> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith(WireLog.Magic))
            throw new UsageException($"{path} is no wire capture: it does not begin with HRT1");
        return Records(bytes);
    }

    private static IEnumerable<WireRecord> Records(byte[] bytes)
    {
        var at = WireLog.Magic.Length;
        while (at + HeaderBytes <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 9));
            if (length < 0 || length > bytes.Length - at - HeaderBytes)
                yield break;
            yield return new(
                (WireDirection)bytes[at], BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 1)),
                bytes.AsSpan(at + HeaderBytes, length).ToArray());
            at += HeaderBytes + length;
        }
    }
}
