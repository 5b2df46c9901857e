using HilRig.TestKit;
using HilRig.Vectors.Cases;

namespace HilRig.Kernels.Tests.Vectors;

/// <summary>The golden vectors: a selection in fixtures/kernels, all of them in ../shared where that is present.</summary>
internal static class GoldenVectors
{
    private static readonly string[] Corpora = ["dev", "upstream", "quirks", "errors"];

    private static readonly Lazy<ILookup<string, VectorCase>> Selection = new(() =>
        Directory.EnumerateFiles(Checkout.PathOf("fixtures", "kernels")).Where(VectorFile.Is).Order(StringComparer.Ordinal)
            .SelectMany(VectorFile.Read).ToLookup(vector => vector.Function));

    /// <summary>Functions with committed vectors.</summary>
    public static IEnumerable<string> Functions => Selection.Value.Select(cases => cases.Key).Order(StringComparer.Ordinal);

    /// <summary>Legacy functions with committed vectors.</summary>
    public static IEnumerable<string> LegacyFunctions => Functions.Where(f => Selection.Value[f].Any(v => v.IsLegacy));

    /// <summary>Files of ../shared as corpus and name; none where it is absent.</summary>
    public static IEnumerable<string> SharedFiles => Shared.IsPresent
        ? Corpora.SelectMany(corpus => Below(Shared.Need("vectors", corpus)))
        : [];

    /// <summary>Those of the legacy functions.</summary>
    public static IEnumerable<string> SharedLegacyFiles => SharedFiles.Where(file => file.Contains("/legacy/", StringComparison.Ordinal));

    public static IEnumerable<VectorCase> Of(string function) => Selection.Value[function];

    public static IEnumerable<VectorCase> OfShared(string file) => VectorFile.Read(Shared.Need("vectors", file));

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, "*.jsonl.gz", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.GetDirectoryName(folder)!, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
