using HilRig.TestKit;

namespace HilRig.Repository.Tests;

/// <summary>Rules of the house that a compiler does not hold.</summary>
public sealed class HouseRuleTests
{
    // Built from parts, so that this file does not find itself.
    private static readonly string[] Unfinished = ["NotImplemented" + "Exception", "TO" + "DO", "FIX" + "ME", "Thread." + "Sleep", "[Ig" + "nore"];

    [Test]
    public void Nothing_unfinished_is_left()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var file in Sources.CSharp.Concat(Sources.Files("*.c")).Concat(Sources.Files("*.h")))
            {
                var text = File.ReadAllText(file);
                foreach (var mark in Unfinished)
                    Assert.That(text, Does.Not.Contain(mark), file);
            }
        }
    }

    [Test]
    public void Every_document_of_the_house_is_there()
    {
        foreach (var name in new[] { "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "fixtures/README.md", "firmware/README.md" })
            Assert.That(File.Exists(Checkout.PathOf(name)), name);
    }

    [Test]
    public void Every_file_a_document_points_to_is_there()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var document in new[] { "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md" })
                foreach (var target in Links(File.ReadAllText(Checkout.PathOf(document))))
                    Assert.That(Path.Exists(Checkout.PathOf(target)), $"{document} points to {target}");
        }
    }

    private static IEnumerable<string> Links(string markdown) =>
        System.Text.RegularExpressions.Regex.Matches(markdown, @"\]\((?!http)([^)#]+)").Select(m => m.Groups[1].Value);
}
