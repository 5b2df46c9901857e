using System.Text.RegularExpressions;
using HilRig.TestKit;

namespace HilRig.Fixtures.Tests.Packaging;

/// <summary>The files that README.md shows, each behind a line that ends with its name, in a folder that holds nothing else but a model and its samples.</summary>
internal sealed partial class ReadmeExample : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hilrig-example-");

    // A few samples are enough to see the example at work.
    private static readonly (string From, string To, int Bytes)[] Data =
    [
        ("models/digits_int8.tflite", "model.tflite", int.MaxValue),
        ("data/digits/inputs.int8.bin", "samples.bin", 60 * 28 * 28), ("data/digits/labels.u8", "labels.u8", 60),
    ];

    /// <param name="feed">Where the package lies, beside the usual registry.</param>
    /// <param name="names">Of the files in README.md to write.</param>
    public ReadmeExample(string feed, params string[] names)
    {
        Write(names);
        foreach (var (from, to, bytes) in Data)
            File.WriteAllBytes(Path.Combine(Folder, to), [.. File.ReadAllBytes(Checkout.PathOf(["fixtures", .. from.Split('/')])).Take(bytes)]);
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), NuGet(feed));
        // A product has firmware and boards of its own, which are not HilRig's.
        Directory.CreateDirectory(Path.Combine(Folder, "firmware", "boards", "ours"));
    }

    public string Folder => _folder.FullName;

    /// <summary>Writes more of the README's files.</summary>
    public void Write(params string[] names)
    {
        foreach (var name in names)
            File.WriteAllText(Path.Combine(Folder, name), Shown(name));
    }

    /// <summary>A file below the folder, by the end of its name.</summary>
    public string Find(string end) => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Single(path => path.EndsWith("/" + end, StringComparison.Ordinal));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Shown(string name)
    {
        var readme = File.ReadAllText(Checkout.PathOf("fixtures", "HilRig.Fixtures", "README.md"));
        var found = Blocks().Matches(readme).SingleOrDefault(block => block.Groups["name"].Value == name);
        return found?.Groups["text"].Value ?? throw new AssertionException($"README.md shows no file `{name}`");
    }

    // A package folder of its own: the package under test is this build's, not one of the same version that was restored before. The others may come from the user's.
    private static string NuGet(string feed)
    {
        var user = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var fallback = Directory.Exists(user) && !Directory.Exists(Path.Combine(user, "hilrig.fixtures"))
            ? $"<fallbackPackageFolders><add key=\"user\" value=\"{user}\" /></fallbackPackageFolders>"
            : "";
        return $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="packed" value="{feed}" /></packageSources>
              {fallback}
            </configuration>
            """;
    }

    [GeneratedRegex(@"`(?<name>[\w.]+)`:\n\n```\w+\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
