using System.Security.Cryptography;
using HilRig.TestKit;

namespace HilRig.Repository.Tests;

/// <summary>Every committed data file stands in fixtures/README.md, or in its own folder's, with its true checksum.</summary>
public sealed class FixtureChecksumTests
{
    private static readonly string[] Folders = ["models", "data", "kernels", "operators", "renode"];

    [Test]
    public void Every_data_file_is_listed_with_its_checksum()
    {
        var readme = File.ReadAllText(Checkout.PathOf("fixtures", "README.md")) + File.ReadAllText(Checkout.PathOf("fixtures", "operators", "README.md"));
        var files = Folders.SelectMany(f => Directory.EnumerateFiles(Checkout.PathOf("fixtures", f), "*", SearchOption.AllDirectories))
            .Where(f => Path.GetFileName(f) != "README.md").ToList();
        Assert.That(files, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var file in files)
            {
                Assert.That(readme, Does.Contain(Path.GetFileName(file)));
                Assert.That(readme, Does.Contain(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))), file);
            }
        }
    }
}
