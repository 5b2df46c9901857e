using System.Text.Json;
using HilRig.Vectors.Cases;

namespace HilRig.Vectors.Models;

/// <summary>A folder of reference models.</summary>
public static class ReferenceIndex
{
    public const string FileName = "index.json";

    /// <summary>The index of the folder that <paramref name="path"/> is or lies in; null when there is none.</summary>
    public static string? Above(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            var index = Path.Combine(folder.FullName, FileName);
            if (File.Exists(index))
                return index;
        }
        return null;
    }

    /// <summary>Every model of an index, in its order.</summary>
    /// <exception cref="VectorFormatException">The file is no list of models with names.</exception>
    public static IReadOnlyList<ReferenceModel> Read(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var models = JsonSerializer.Deserialize<ReferenceModel[]>(File.ReadAllText(path)) ?? [];
            return [.. models.Select(m => m with { Folder = folder })];
        }
        catch (JsonException error)
        {
            throw new VectorFormatException($"{path} is no list of reference models: {error.Message}", error);
        }
    }
}
