using System.Xml.Linq;
using HilRig.Harness.Boards;
using HilRig.TestKit;

namespace HilRig.Fixtures.Tests.Packaging;

/// <summary>What is in the package, and what it says of itself.</summary>
public sealed class PackageContentTests
{
    private static readonly string[] Projects =
    [
        "fixtures/HilRig.Fixtures", "harness/HilRig.Harness", "harness/HilRig.Protocol", "harness/HilRig.Reporting", "harness/Renode.Bindings",
        "simulator/HilRig.Kernels", "simulator/HilRig.Simulator", "simulator/HilRig.Vectors",
    ];

    [Test]
    public void Every_assembly_is_in_it_with_its_documentation()
    {
        var names = Projects.Select(Path.GetFileName);
        Assert.That(
            PackagingSetUp.Package.Entries.Where(entry => entry.StartsWith("lib/", StringComparison.Ordinal)),
            Is.EquivalentTo(names.SelectMany(name => new[] { $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" })));
    }

    [Test]
    public void What_the_assemblies_use_is_what_the_package_depends_on()
    {
        var used = Projects.SelectMany(
            project => XDocument.Load(Directory.GetFiles(Checkout.PathOf(project.Split('/')), "*.csproj").Single()).Descendants("PackageReference"));
        Assert.That(
            PackagingSetUp.Package.Metadata().Descendants("dependency").Select(d => d.Attribute("id")!.Value),
            Is.EquivalentTo(used.Select(reference => reference.Attribute("Include")!.Value).Distinct()));
    }

    [Test]
    public void Every_board_but_the_desktop_is_in_it_and_the_firmware_of_those_that_are_built()
    {
        var catalog = BoardCatalog.Load();
        var boards = catalog.Boards.Where(board => board.Id != "host").ToList();
        var built = boards.Where(board => File.Exists(catalog.ProgramPath(board)));
        Assert.That(PackagingSetUp.Package.Entries, Is.SupersetOf(boards.Select(board => $"firmware/boards/{board.Id}/board.json")));
        Assert.That(
            PackagingSetUp.Package.Entries.Where(entry => entry.StartsWith("firmware/build/", StringComparison.Ordinal)),
            Is.EquivalentTo(built.Select(board => $"firmware/build/{board.Id}/{board.Program}")));
    }

    [Test]
    public void It_says_what_it_is()
    {
        var metadata = PackagingSetUp.Package.Metadata();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metadata.Element("id")!.Value, Is.EqualTo("HilRig.Fixtures"));
            Assert.That(metadata.Element("authors")!.Value, Is.EqualTo("HilRig"));
            Assert.That(metadata.Element("readme")!.Value, Is.EqualTo("README.md"));
            Assert.That(PackagingSetUp.Package.Entries, Does.Contain("README.md").And.Contain("buildTransitive/HilRig.Fixtures.targets"));
            // No licence is claimed that the repository does not state.
            Assert.That(metadata.Element("license") is not null, Is.EqualTo(File.Exists(Checkout.PathOf("LICENSE"))));
        }
    }
}
