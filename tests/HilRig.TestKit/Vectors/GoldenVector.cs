using System.IO.Compression;
using System.Text.Json;

namespace HilRig.TestKit.Vectors;

/// <summary>One golden vector (format 1): a call of a CMSIS-NN function and what the real library answered.</summary>
public sealed class GoldenVector
{
    private readonly JsonElement _root;

    private GoldenVector(JsonElement root) => _root = root;

    public string Id => _root.GetProperty("id").GetString()!;

    /// <summary>The function called.</summary>
    public string Function => _root.GetProperty("op").GetString()!;

    public JsonElement Params => _root.GetProperty("params");

    public JsonElement Quant => _root.GetProperty("quant");

    /// <summary>Every vector of a <c>.jsonl.gz</c> file, line by line.</summary>
    public static IEnumerable<GoldenVector> ReadFile(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return new(document.RootElement.Clone());
        }
    }

    /// <summary>An input tensor; null stands for a NULL pointer.</summary>
    public VectorTensor? Input(string name) => VectorTensor.Read(_root.GetProperty("in").GetProperty(name));

    /// <summary>An expected tensor; single rounding falls back to the default where both agree.</summary>
    public VectorTensor Expected(string name, bool singleRounding)
    {
        var outputs = singleRounding && _root.TryGetProperty("out_sr", out var single) ? single : _root.GetProperty("out");
        return VectorTensor.Read(outputs.GetProperty(name))!;
    }

    /// <summary>[n, h, w, c] as passed.</summary>
    public int[] Dims(string name) => [.. _root.GetProperty("dims").GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];

    /// <summary>A number, or null where the vector has none.</summary>
    public string? Mode => _root.TryGetProperty("params", out var p) && p.TryGetProperty("mode", out var mode) ? mode.GetString() : null;

    public override string ToString() => Id;
}
