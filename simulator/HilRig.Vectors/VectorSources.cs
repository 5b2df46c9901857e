using HilRig.Vectors.Cases;

namespace HilRig.Vectors;

/// <summary>Finds what can be run under a path.</summary>
internal static class VectorSources
{
    /// <summary>One runnable case after another.</summary>
    public static IEnumerable<Func<VectorSettings, CaseResult>> Under(string path)
    {
        if (File.Exists(path))
            return OfFile(path);
        if (!Directory.Exists(path))
            throw new VectorFormatException($"there is no file or folder {path}");
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(VectorFile.Is).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0
            ? files.SelectMany(OfFile)
            : throw new VectorFormatException($"{path} holds neither golden vectors (*.jsonl.gz) nor an index.json of reference models");
    }

    private static IEnumerable<Func<VectorSettings, CaseResult>> OfFile(string path) => VectorFile.Is(path)
        ? VectorFile.Read(path).Select(vector => (Func<VectorSettings, CaseResult>)(settings => KernelRunner.Run(vector, settings)))
        : throw new VectorFormatException($"{path} is no golden-vector file; their names end in .jsonl.gz or .jsonl");
}
