using System.Xml.Linq;
using HilRig.Harness.Boards;

namespace HilRig.Fixtures.Tests.Packaging;

/// <summary>The example in README.md, built and run from the packed package in an empty folder, as VSTest and as a program of Microsoft.Testing.Platform.</summary>
[Category("Emulated")]
public sealed class PackagedExampleTests
{
    private static readonly string[] Limited =
    [
        "Accuracy_drop_within_limits", "Changed_within_limits", "Instructions_within_limits", "Arena_within_limits", "Stack_within_limits",
    ];

    [OneTimeSetUp]
    public void NeedFirmware()
    {
        var catalog = BoardCatalog.Load();
        var program = catalog.ProgramPath(catalog.Get("mps2-an386"));
        if (!File.Exists(program))
            Assert.Ignore($"{program} is not built: make -C firmware BOARD=mps2-an386");
    }

    [Test]
    public async Task VSTest_runs_it_and_TRX_JUnit_and_NUnits_XML_have_figures_and_files()
    {
        using var example = new ReadmeExample(PackagingSetUp.Package.Feed, "Keywords.csproj", "KeywordsOnBoards.cs", "hilrig.yml", "NightOnBoards.cs");
        await Dotnet.RunAsync(
            example.Folder, "test", "--logger", "trx;LogFileName=all.trx", "--logger", "junit", "--results-directory", "results", "--", "NUnit.TestOutputXml=nunit");
        var report = new TestReport(example.Find("all.trx"));
        using (Assert.EnterMultipleScope())
        {
            Check(report);
            CheckJUnit(example.Find("TestResults.xml"), report);
            Assert.That(
                XDocument.Load(example.Find("Keywords.xml")).Descendants("property").Select(p => p.Attribute("name")!.Value), Has.Some.EqualTo("hilrig.arena.value"));
        }
        await Dotnet.RunAsync(example.Folder, "test", "--no-build", "--filter", "Name~Stack", "--logger", "trx;LogFileName=stack.trx", "--results-directory", "results");
        Assert.That(new TestReport(example.Find("stack.trx")).Outcomes.Select(test => test.Key), Is.EqualTo(new[] { "Stack_within_limits" }));
    }

    [Test]
    public async Task Microsoft_Testing_Platform_runs_it_and_TRX_and_JUnit_have_figures_and_files()
    {
        using var example = new ReadmeExample(PackagingSetUp.Package.Feed, "Keywords.csproj", "KeywordsOnBoards.cs", "global.json", "Directory.Build.props");
        await Dotnet.RunAsync(example.Folder, "test", "--report-trx", "--report-trx-filename", "all.trx", "--report-spekt-junit", "--results-directory", "results");
        var report = new TestReport(example.Find("all.trx"));
        using (Assert.EnterMultipleScope())
        {
            Check(report);
            CheckJUnit(example.Find("TestResults.xml"), report);
        }
        // The program takes what `dotnet test` passes on to it.
        await Dotnet.RunAsync(
            example.Folder, example.Find("bin/Debug/net10.0/Keywords.dll"), "--filter", "Name~Stack", "--report-trx", "--report-trx-filename", "stack.trx");
        Assert.That(new TestReport(example.Find("stack.trx")).Outcomes.Select(test => test.Key), Is.EqualTo(new[] { "Stack_within_limits" }));
    }

    private static void CheckJUnit(string path, TestReport report)
    {
        var tests = XDocument.Load(path).Descendants("testcase").ToList();
        Assert.That(tests, Has.Count.EqualTo(report.Outcomes.Sum(test => test.Count())), "tests in the JUnit file");
        Assert.That(tests.Elements("system-out").Select(output => output.Value), Has.Some.Contains("hilrig.arena: "));
    }

    private static void Check(TestReport report)
    {
        Assert.That(report.Outcomes.SelectMany(o => o).Distinct(), Is.SubsetOf(new[] { "Passed", "NotExecuted" }));
        // The board that the example calls optional need not be built here.
        Assert.That(report.Skipped, Is.All.Contains("mps2-an385"));
        Assert.That(report.Outcomes.Where(test => test.Contains("Passed")).Select(test => test.Key), Is.SupersetOf(Limited));
        Assert.That(report.Output, Does.Match(@"hilrig\.instructions: [\d,]+ instructions \(emulated\); instructions <= 1\.4M where qemu:\*"));
        Assert.That(report.Attachments, Is.SupersetOf(new[] { "report.md", "result.json", "device.log", "wire.hrt" }));
    }
}
