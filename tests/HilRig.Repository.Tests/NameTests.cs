using System.Text.RegularExpressions;
using HilRig.TestKit;

namespace HilRig.Repository.Tests;

/// <summary>A type is where its name says.</summary>
public sealed partial class NameTests
{
    [Test]
    public void Namespace_is_project_and_folder()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var file in Sources.CSharp)
            {
                var declared = NamespaceLine().Match(File.ReadAllText(file));
                if (declared.Success)
                    Assert.That(declared.Groups[1].Value, Is.EqualTo(Expected(file)), file);
            }
        }
    }

    [Test]
    public void Top_level_folders_are_the_agreed_ones()
    {
        var agreed = new[] { "artifacts", "firmware", "fixtures", "harness", "hilrig-out", "simulator", "tests" };
        var folders = Directory.EnumerateDirectories(Checkout.Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.'));
        Assert.That(folders, Is.SubsetOf(agreed));
    }

    [Test]
    public void No_file_is_longer_than_a_reader_takes_in_one_go()
    {
        var long_files = Sources.CSharp.Select(f => (File: f, Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 350);
        Assert.That(long_files, Is.Empty);
    }

    private static string Expected(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var project = folder;
        while (Directory.GetFiles(project, "*.csproj").Length == 0)
            project = Path.GetDirectoryName(project)!;
        var parts = Path.GetRelativePath(project, folder).Split('/').Where(part => part != ".");
        return string.Join('.', parts.Prepend(Path.GetFileName(project)));
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
