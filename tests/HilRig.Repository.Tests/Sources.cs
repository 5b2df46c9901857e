using HilRig.TestKit;

namespace HilRig.Repository.Tests;

/// <summary>The checkout's own files: nothing that was built.</summary>
internal static class Sources
{
    private static readonly string[] Folders = ["harness", "simulator", "firmware", "fixtures", "tests"];

    public static IEnumerable<string> Projects => Files("*.csproj");

    public static IEnumerable<string> CSharp => Files("*.cs");

    public static IEnumerable<string> Files(string pattern) => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Checkout.PathOf(folder), pattern, SearchOption.AllDirectories))
        .Where(path => !Built(path));

    private static bool Built(string path) =>
        new[] { "/bin/", "/obj/", "/firmware/build/", "/artifacts/" }.Any(part => path.Contains(part, StringComparison.Ordinal));
}
