using System.Text.Json;

namespace HilRig.Cli.Tests.Nightly;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HistoryVerbTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Database => _folder["history.db"];

    private Task<Outcome> HistoryAsync(params string[] arguments) => CommandLine.RunAsync(["history", .. arguments, "--history", Database]);

    private async Task FillAsync(int nights)
    {
        var added = await HistoryAsync(["add", .. Enumerable.Range(0, nights).Select(night => NightFolders.Write(_folder, night))]);
        Assert.That((added.ExitCode, added.Output), Is.EqualTo((0, "")), added.Errors);
    }

    [Test]
    public async Task Nights_are_a_table_with_the_youngest_first()
    {
        await FillAsync(4);
        foreach (var arguments in new string[][] { [], ["nights"] })
        {
            var shown = await HistoryAsync(arguments);
            Assert.That(shown.ExitCode, Is.Zero, shown.Errors);
            var lines = shown.Output.Split('\n').Where(line => line.Contains("2026-09-", StringComparison.Ordinal)).ToList();
            Assert.That(lines, Has.Count.EqualTo(4));
            Assert.That(lines[0], Does.Contain("2026-09-04 01:30").And.Contain("0000000000+").And.Contain("pass"));
            Assert.That(shown.Output, Does.Contain("qemu-system-arm 7.2.22 → 8.0.0"));
        }
    }

    [Test]
    public async Task Nights_as_JSON_have_every_field()
    {
        await FillAsync(3);
        var shown = await HistoryAsync("--json", "--last", "1");
        var night = JsonDocument.Parse(shown.Output).RootElement.EnumerateArray().Single();
        Assert.That((night.GetProperty("runId").GetString(), night.GetProperty("jobs").GetInt32(), night.GetProperty("outcomes").GetProperty("pass").GetInt32()),
            Is.EqualTo(("run-bench-002", 2, 2)));
    }

    [Test]
    public async Task A_figure_is_a_series_a_job_with_its_change_named()
    {
        await FillAsync(4);
        var shown = await HistoryAsync("--metric", "instructions", "--target", "*an386");
        var lines = shown.Output.Split('\n').Select(line => line.Trim()).ToList();
        var job = lines.FindIndex(line => line.StartsWith("digits/int32/qemu:mps2-an386", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown.ExitCode, Is.Zero, shown.Errors);
            Assert.That(shown.Output, Does.Contain("bench: instructions (emulated): 1 series over 4 nights, 2026-09-01 to 2026-09-04; 1 changed"));
            Assert.That(lines[job], Does.Contain("1,000,000"));
            Assert.That(lines[job + 1], Does.StartWith("2026-09-03 01:30").And.Contain("1,030,000").And.Contain("+3.0 %").And.Contain("qemu-system-arm 7.2.22 → 8.0.0"));
        }
    }

    [Test]
    public async Task Several_figures_have_a_column_of_their_names()
    {
        await FillAsync(3);
        var shown = await HistoryAsync("--metric", "*", "--target", "*an386");
        Assert.That(shown.Output, Does.Contain("bench: 3 series over 3 nights").And.Contain("arena (exact), B").And.Contain("instructions[0 CONV_2D] (emulated)"));
    }

    [Test]
    public async Task Figures_as_JSON_have_every_point()
    {
        await FillAsync(4);
        var shown = await HistoryAsync("--metric", "arena", "--json");
        var series = JsonDocument.Parse(shown.Output).RootElement.EnumerateArray().ToList();
        Assert.That(series.Select(s => s.GetProperty("points").GetArrayLength()), Is.EqualTo(new[] { 4, 4 }));
    }

    [Test]
    public async Task The_page_has_the_figures_and_loads_nothing()
    {
        await FillAsync(4);
        var shown = await HistoryAsync("--html", _folder["trend.html"]);
        Assert.That(shown.ExitCode, Is.Zero, shown.Errors);
        var page = File.ReadAllText(_folder["trend.html"]);
        Assert.That(page, Does.Contain("instructions (emulated)").And.Contain("arena (exact)").And.Not.Contain("CONV_2D").And.Not.Contain("src=\"http"));
    }

    [Test]
    public async Task Adding_twice_is_adding_once_and_what_is_no_night_is_passed_over()
    {
        Directory.CreateDirectory(_folder["out/000-validate"]);
        string[] runs = [NightFolders.Write(_folder, 1), NightFolders.Write(_folder, 1), _folder["out/000-validate"]];
        var added = await HistoryAsync(["add", .. runs]);
        Assert.That(added.ExitCode, Is.Zero, added.Errors);
        Assert.That(added.Errors, Does.Contain("1 added, 1 was there, 1 skipped"));
        Assert.That(JsonDocument.Parse((await HistoryAsync("--json")).Output).RootElement.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_config_names_nights_and_history()
    {
        await FillAsync(1);
        Assert.That((await HistoryAsync("add", NightFolders.Write(_folder, 7, name: "other"))).ExitCode, Is.Zero);
        File.WriteAllText(_folder["hilrig.yml"], $"""
            name: other
            models:
              digits:
                path: {CommandLine.Model}
                inputs: {CommandLine.Inputs}
            targets: [sim]
            history: history.db
            """);
        var shown = await CommandLine.RunAsync("history", "-c", _folder["hilrig.yml"], "--json");
        Assert.That(JsonDocument.Parse(shown.Output).RootElement.EnumerateArray().Single().GetProperty("name").GetString(), Is.EqualTo("other"), shown.Errors);
        var both = await HistoryAsync("--metric", "arena");
        Assert.That((both.ExitCode, both.Errors), Is.EqualTo((2, both.Errors)));
        Assert.That(both.Errors, Does.Contain("bench").And.Contain("other").And.Contain("--name"));
    }

    [Test]
    public async Task What_cannot_be_used_says_why()
    {
        var missing = await HistoryAsync();
        File.WriteAllText(Database, "name: bundled");
        var text = await HistoryAsync("add", NightFolders.Write(_folder, 0));
        File.Delete(Database);
        var nothing = await HistoryAsync("add", _folder["no-night"]);
        await FillAsync(1);
        var last = await HistoryAsync("--last", "0");
        var figure = await HistoryAsync("--metric", "instr");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((missing.ExitCode, text.ExitCode, nothing.ExitCode, last.ExitCode), Is.EqualTo((2, 2, 2, 2)));
            Assert.That(missing.Errors, Does.Contain($"there is no history {Database}"));
            Assert.That(text.Errors, Does.Contain("is no history"));
            Assert.That(nothing.Errors, Does.Contain("nothing was added").And.Contain("no-night"));
            Assert.That(figure.ExitCode, Is.Zero);
            Assert.That(figure.Errors, Does.Contain("a figure 'instr'").And.Contain("there are arena, instructions"));
            Assert.That(last.Errors, Does.Contain("--last is 0, legal are 1 and more"));
        }
    }
}
