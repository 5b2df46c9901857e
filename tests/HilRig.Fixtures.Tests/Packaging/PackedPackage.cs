using System.IO.Compression;
using System.Xml.Linq;
using HilRig.TestKit;

namespace HilRig.Fixtures.Tests.Packaging;

/// <summary>HilRig.Fixtures as <c>dotnet pack</c> makes it of what is built, in a feed of its own; nothing is written into the checkout but NuGet's own notes.</summary>
internal sealed class PackedPackage : IDisposable
{
    private readonly DirectoryInfo _folder;

    private PackedPackage(DirectoryInfo folder) => _folder = folder;

    /// <summary>Where the package lies, for NuGet.</summary>
    public string Feed => _folder.FullName;

    /// <summary>Full names of its entries.</summary>
    public IReadOnlyList<string> Entries
    {
        get
        {
            using var zip = ZipFile.OpenRead(File);
            return [.. zip.Entries.Select(entry => entry.FullName)];
        }
    }

    private string File => Directory.GetFiles(Feed, "*.nupkg").Single();

    public static async Task<PackedPackage> PackAsync()
    {
        var package = new PackedPackage(Directory.CreateTempSubdirectory("hilrig-feed-"));
        await Dotnet.RunAsync(
            Checkout.Root, "pack", Checkout.PathOf("fixtures", "HilRig.Fixtures"), "--no-build", "-c", Configuration, "-o", package.Feed,
            $"-p:NuspecOutputPath={Path.Combine(package.Feed, "nuspec")}");
        return package;
    }

    /// <summary>The package's description, without XML namespace.</summary>
    public XElement Metadata()
    {
        using var zip = ZipFile.OpenRead(File);
        using var nuspec = zip.GetEntry("HilRig.Fixtures.nuspec")!.Open();
        var root = XDocument.Load(nuspec).Root!;
        foreach (var element in root.DescendantsAndSelf())
            element.Name = element.Name.LocalName;
        return root.Element("metadata")!;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // What these tests run from is what is packed.
    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)) == "release" ? "Release" : "Debug";
}
