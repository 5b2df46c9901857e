using System.Text;

namespace HilRig.Harness.Transports;

/// <summary>Bytes for people: hex and, beside it, what is printable.</summary>
public static class BytePreview
{
    /// <summary>The first <paramref name="limit"/> bytes, e.g. `55 2D 42 |U-B|`.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, int limit = 32)
    {
        var shown = bytes[..Math.Min(limit, bytes.Length)];
        var hex = new StringBuilder();
        var text = new StringBuilder();
        foreach (var value in shown)
        {
            hex.Append($"{value:X2} ");
            text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        }
        return $"{hex}|{text}|{(bytes.Length > limit ? $" and {bytes.Length - limit} more" : string.Empty)}";
    }

    /// <summary>Words in quotes where the bytes are text, e.g. `'Port already in use'`; else as <see cref="Of"/>.</summary>
    public static string TextOf(ReadOnlySpan<byte> bytes, int limit = 64)
    {
        var text = Encoding.Latin1.GetString(bytes).Trim();
        return text.Length > 0 && text.Length <= limit && text.All(letter => letter is >= ' ' and < '\x7F') ? $"'{text}'" : Of(bytes);
    }
}
