using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using HilRig.TestKit;

namespace HilRig.Simulator.Tests.Execution;

/// <summary>Where small models come from: two samples of each in the checkout, all of them in the reference material beside it.</summary>
internal static class OperatorCases
{
    private static readonly Lazy<Dictionary<string, byte[]>> Archive = new(Unpack);

    /// <summary>Every model, with its first samples.</summary>
    public static OperatorCase[] Bundled { get; } = Read(path => Archive.Value.GetValueOrDefault(path));

    /// <summary>Every folder of the bundled models.</summary>
    public static IEnumerable<string> Folders => Bundled.Select(c => c.Folder).Distinct();

    /// <summary>The bundled models of one folder.</summary>
    public static IEnumerable<OperatorCase> Of(string folder) => Bundled.Where(c => c.Folder == folder);

    /// <summary>Every model with all its samples; ignores the running test where the material is absent.</summary>
    public static OperatorCase[] Reference()
    {
        var folder = Shared.Need("reference", "ops");
        return Read(path => File.Exists(Path.Combine(folder, path)) ? File.ReadAllBytes(Path.Combine(folder, path)) : null);
    }

    private static OperatorCase[] Read(Func<string, byte[]?> material) =>
        [.. JsonSerializer.Deserialize<OperatorCase[]>(material("index.json"))!.Select(c => c with { Material = material })];

    private static Dictionary<string, byte[]> Unpack()
    {
        using var file = File.OpenRead(Checkout.PathOf("fixtures", "models", "operators.tar.gz"));
        using var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress));
        var files = new Dictionary<string, byte[]>();
        while (tar.GetNextEntry() is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files.Add(entry.Name, content.ToArray());
        }
        return files;
    }
}
