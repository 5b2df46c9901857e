using System.IO.Compression;
using System.Text;
using System.Text.Json;
using HilRig.Reporting.Writers;

namespace HilRig.Harness.Nightly.History;

/// <summary>Records as JSON in a zlib stream, which every language has a reader for.</summary>
internal static class PackedJson
{
    private static readonly JsonSerializerOptions Options = new(JsonWriter.Options) { WriteIndented = false };

    public static byte[] Pack<T>(T record)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(zlib, record, Options);
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">Damaged.</exception>
    public static T Unpack<T>(byte[] packed)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(packed), Options) ?? throw new InvalidDataException("a record is null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"a record is damaged: {error.Message}", error);
        }
    }

    /// <exception cref="InvalidDataException">Damaged.</exception>
    public static string Text(byte[] packed)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(zlib, Encoding.UTF8);
        var text = reader.ReadToEnd();
        // A stream that was cut off may end without an error.
        return text is ['{', .., '}'] ? text : throw new InvalidDataException("a record is cut off");
    }
}
