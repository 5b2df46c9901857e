using Renode.Bindings.Installations;

namespace Renode.Bindings.Tests.Installations;

public sealed class InstallationFinderTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("finder-").FullName;

    [TearDown]
    public void Remove_it() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_built_trees_assembly_is_preferred_to_its_script()
    {
        var assembly = Put("tree/output/bin/Release/Renode.dll", "");
        Put("tree/renode", "#!/bin/sh\n");
        Assert.That(Home("tree"), Is.EqualTo(new RenodeInstallation("dotnet", Arguments(assembly), "RENODE_HOME")).Using<RenodeInstallation>(Same));
    }

    [Test]
    public void A_portable_packages_program_is_itself()
    {
        var program = Put("portable/renode", "\u007fELF");
        Assert.That(Home("portable"), Is.EqualTo(new RenodeInstallation(program, [], "RENODE_HOME")).Using<RenodeInstallation>(Same));
    }

    [Test]
    public void Home_may_name_the_program_or_the_assembly()
    {
        Assert.That(Home("x/renode", "\u007fELF").Program, Does.EndWith("x/renode"));
        Assert.That(Home("y/Renode.dll", "").Program, Is.EqualTo("dotnet"));
    }

    [Test]
    public void Path_is_looked_through_in_order()
    {
        Put("a/other", "");
        var program = Put("b/renode", "\u007fELF");
        Put("c/renode", "\u007fELF");
        var found = new InstallationFinder(null, string.Join(Path.PathSeparator, In("a"), In("b"), In("c"), In("nowhere")), []).Find();
        Assert.That((found.Program, found.Origin), Is.EqualTo((program, "PATH")));
    }

    [Test]
    public void A_link_on_path_is_followed_to_the_tree()
    {
        var assembly = Put("tree/output/bin/Release/Renode.dll", "");
        var script = Put("tree/renode", "#!/bin/sh\n");
        Directory.CreateDirectory(In("bin"));
        File.CreateSymbolicLink(In("bin/renode"), script);
        Assert.That(new InstallationFinder(null, In("bin"), []).Find().Arguments, Is.EqualTo(Arguments(assembly)));
    }

    [Test]
    public void Usual_folders_come_last()
    {
        var program = Put("usual/renode", "\u007fELF");
        Assert.That(new InstallationFinder("", "", [In("usual")]).Find().Program, Is.EqualTo(program));
    }

    [Test]
    public void Mono_runs_the_old_assembly()
    {
        var assembly = Put("old/bin/Renode.exe", "MZ");
        Assert.That(Home("old"), Is.EqualTo(new RenodeInstallation("mono", [assembly], "RENODE_HOME")).Using<RenodeInstallation>(Same));
    }

    [Test]
    public void Nothing_found_tells_what_to_install() => Assert.That(
        () => new InstallationFinder(null, In("nowhere"), [In("neither")]).Find(),
        Throws.TypeOf<RenodeMissingException>().With.Message.Contains("neither").And.Message.Contains("RENODE_HOME"));

    [Test]
    public void A_home_that_is_none_is_not_passed_over()
    {
        var program = Put("b/renode", "\u007fELF");
        Assert.That(() => new InstallationFinder(In("nowhere"), Path.GetDirectoryName(program), []).Find(),
            Throws.TypeOf<RenodeMissingException>().With.Message.Contains("nowhere"));
    }

    private static bool Same(RenodeInstallation one, RenodeInstallation other) =>
        one.Program == other.Program && one.Origin == other.Origin && one.Arguments.SequenceEqual(other.Arguments);

    private static string[] Arguments(string assembly) => [assembly];

    private RenodeInstallation Home(string name, string? content = null)
    {
        if (content is not null)
            Put(name, content);
        return new InstallationFinder(In(name), null, []).Find();
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Put(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), content);
        return In(name);
    }
}
