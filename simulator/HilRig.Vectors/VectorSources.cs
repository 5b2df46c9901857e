using HilRig.Vectors.Cases;
using HilRig.Vectors.Models;

namespace HilRig.Vectors;

/// <summary>Finds what can be run under a path.</summary>
public static class VectorSources
{
    /// <summary>One runnable case after another.</summary>
    /// <exception cref="VectorFormatException">Nothing there that can be run.</exception>
    public static IEnumerable<VectorSource> Under(string path)
    {
        if (File.Exists(path))
            return OfFile(path);
        if (!Directory.Exists(path))
            throw new VectorFormatException($"there is no file or folder {path}");
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        List<string> indices = [.. files.Where(f => Path.GetFileName(f) == ReferenceIndex.FileName)];
        List<string> vectors = [.. files.Where(VectorFile.Is)];
        if (indices.Count + vectors.Count > 0)
            return vectors.SelectMany(OfVectors).Concat(indices.SelectMany(ReferenceIndex.Read).Select(OfModel));
        var inside = OfFolder(path).ToList();
        return inside.Count > 0
            ? inside
            : throw new VectorFormatException($"{path} holds neither golden vectors (*.jsonl.gz) nor reference models with an {ReferenceIndex.FileName}");
    }

    private static IEnumerable<VectorSource> OfFile(string path)
    {
        if (VectorFile.Is(path))
            return OfVectors(path);
        if (Path.GetFileName(path) == ReferenceIndex.FileName)
            return ReferenceIndex.Read(path).Select(OfModel);
        var model = path.EndsWith(".tflite", StringComparison.Ordinal) ? Listed(path).FirstOrDefault(m => SamePath(m.ModelFile, path)) : null;
        return model is not null
            ? [OfModel(model)]
            : throw new VectorFormatException(
                $"{path} is neither golden vectors (.jsonl.gz, .jsonl) nor an {ReferenceIndex.FileName} nor a .tflite that one lists");
    }

    private static IEnumerable<VectorSource> OfVectors(string path) =>
        VectorFile.Read(path).Select(vector => new KernelSource(vector));

    // A folder below an index: the models that lie in it.
    private static IEnumerable<VectorSource> OfFolder(string path)
    {
        var prefix = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return Listed(path).Where(m => Path.GetFullPath(m.ModelFile).StartsWith(prefix, StringComparison.Ordinal)).Select(OfModel);
    }

    private static IReadOnlyList<ReferenceModel> Listed(string path) => ReferenceIndex.Above(path) is { } index ? ReferenceIndex.Read(index) : [];

    private static VectorSource OfModel(ReferenceModel model) => new ModelSource(model);

    private static bool SamePath(string left, string right) => Path.GetFullPath(left) == Path.GetFullPath(right);
}
