namespace HilRig.Simulator.Tests.Models;

/// <summary>The folder <c>shared</c> beside the repository: real models and reference vectors, not everywhere present.</summary>
internal static class SharedFolder
{
    /// <summary>The full path of a file or folder in it; ignores the running test when it is not here.</summary>
    public static string Path(params string[] parts)
    {
        string? path = Root() is { } root ? System.IO.Path.Combine([root, .. parts]) : null;
        if (path is null || !System.IO.Path.Exists(path))
            Assert.Ignore("needs ../shared, which is not here");
        return path!;
    }

    /// <summary>All models below a folder, none when it is not here.</summary>
    public static IReadOnlyList<string> Models(string folder)
    {
        string path = Path(folder);
        return [.. Directory.EnumerateFiles(path, "*.tflite", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "HilRig.sln")))
            folder = folder.Parent;
        return folder?.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared") : null;
    }
}
