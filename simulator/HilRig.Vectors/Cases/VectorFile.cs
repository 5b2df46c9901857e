using System.IO.Compression;
using System.Text.Json;

namespace HilRig.Vectors.Cases;

/// <summary>Files of golden vectors: one JSON object a line, gzipped or not.</summary>
public static class VectorFile
{
    private static readonly string[] Endings = [".jsonl.gz", ".jsonl"];

    /// <summary>True by its name.</summary>
    public static bool Is(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Every vector of a file, line by line.</summary>
    /// <exception cref="VectorFormatException">A line is no golden vector; names file and line.</exception>
    public static IEnumerable<VectorCase> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var number = 0;
        while (NextLine(reader, path, number) is { } line)
            yield return Parse(line, $"{path} line {++number}");
    }

    private static string? NextLine(StreamReader reader, string path, int after)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException error)
        {
            throw new VectorFormatException($"{path} is damaged after line {after}: {error.Message}", error);
        }
    }

    private static VectorCase Parse(string line, string where)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone())
                : throw new VectorFormatException($"{where} is no JSON object; see the format in fixtures/README.md");
        }
        catch (JsonException error)
        {
            throw new VectorFormatException($"{where} is no JSON: {error.Message}", error);
        }
    }
}
