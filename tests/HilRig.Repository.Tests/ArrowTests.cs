using System.Xml.Linq;
using HilRig.TestKit;

namespace HilRig.Repository.Tests;

/// <summary>Which project may know which: any other arrow fails.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["HilRig.Kernels"] = [],
        ["HilRig.Simulator"] = ["HilRig.Kernels"],
        ["HilRig.Protocol"] = [],
        ["HilRig.Reporting"] = [],
        ["Renode.Bindings"] = [],
        ["HilRig.Harness"] = ["HilRig.Simulator", "HilRig.Vectors", "HilRig.Protocol", "HilRig.Reporting", "Renode.Bindings"],
        ["HilRig.Vectors"] = ["HilRig.Simulator"],
        ["HilRig.Cli"] = ["HilRig.Harness", "HilRig.Vectors"],
        ["HilRig.Fixtures"] = ["HilRig.Harness"],
    };

    private static IEnumerable<string> Products => Allowed.Keys;

    [TestCaseSource(nameof(Products))]
    public void A_project_references_only_what_it_may(string project) =>
        Assert.That(References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Allowed[project]));

    [Test]
    public void Kernels_protocol_reporting_and_bindings_use_no_package()
    {
        foreach (var project in new[] { "HilRig.Kernels", "HilRig.Protocol", "HilRig.Reporting", "Renode.Bindings" })
            Assert.That(References(project, "PackageReference"), Is.Empty, project);
    }

    [Test]
    public void Only_kernels_may_be_unsafe()
    {
        var permissive = Sources.Projects.Where(p => File.ReadAllText(p).Contains("AllowUnsafeBlocks", StringComparison.Ordinal));
        Assert.That(permissive.Select(Path.GetFileNameWithoutExtension), Is.EqualTo(new[] { "HilRig.Kernels" }));
    }

    [Test]
    public void Every_product_project_has_its_arrows_written_here()
    {
        var products = Sources.Projects.Where(p => !p.Contains("/tests/", StringComparison.Ordinal) && !p.Contains("/training/", StringComparison.Ordinal));
        Assert.That(products.Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Allowed.Keys));
    }

    [Test]
    public void The_solution_holds_every_project_but_the_training_tool()
    {
        var solution = File.ReadAllText(Checkout.PathOf("HilRig.sln"));
        foreach (var project in Sources.Projects.Where(p => !p.Contains("/training/", StringComparison.Ordinal)))
            Assert.That(solution, Does.Contain(Path.GetFileName(project)));
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Sources.Projects.Single(p => Path.GetFileNameWithoutExtension(p) == project))
            .Descendants(kind).Select(e => e.Attribute("Include")!.Value);
}
