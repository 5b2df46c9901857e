using System.Globalization;
using System.Text.RegularExpressions;
using HilRig.TestKit;
using YamlDotNet.RepresentationModel;

namespace HilRig.Cli.Tests.Nightly.Engines;

/// <summary>The night on GitHub Actions: its matrix covers the night, its commands are legal; its steps, run here, merge to one process's night.</summary>
[Platform(Exclude = "Win", Reason = "engines, hooks and the launcher are the shell's")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GitHubWorkflowTests : IDisposable
{
    private readonly EngineBench _bench = new();
    private readonly YamlMappingNode _jobs;

    public GitHubWorkflowTests()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Checkout.PathOf(".github", "workflows", "nightly.yml"))));
        Workflow = (YamlMappingNode)yaml.Documents[0].RootNode;
        _jobs = (YamlMappingNode)Workflow["jobs"];
    }

    public void Dispose() => _bench.Dispose();

    private YamlMappingNode Workflow { get; }

    private IReadOnlyList<int> Parts =>
        [.. ((YamlSequenceNode)_jobs["part"]["strategy"]["matrix"]["part"]).Select(part => int.Parse($"{part}", CultureInfo.InvariantCulture))];

    private static IEnumerable<YamlMappingNode> Steps(YamlNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static string? Value(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? $"{value}" : null;

    private YamlNode Cache(string what) =>
        Steps(_jobs["merge"]).Single(step => Value(step, "uses")?.StartsWith($"actions/cache/{what}@", StringComparison.Ordinal) == true)["with"];

    private static YamlMappingNode Runs(YamlNode job) => Steps(job).Single(step => Value(step, "run") is not null);

    [Test]
    public void The_matrix_is_every_part_once()
    {
        Assert.That(Parts, Is.EqualTo(Enumerable.Range(1, Parts.Count)).And.Count.GreaterThan(1));
        var varies = ((YamlMappingNode)_jobs["part"]["strategy"]["matrix"]).Children;
        Assert.That(varies, Has.Count.EqualTo(1), "job-total is the number of parts only where nothing else varies");
        Assert.That($"{Runs(_jobs["part"])["env"]["PART"]}", Is.EqualTo("${{ matrix.part }}/${{ strategy.job-total }}"));
        Assert.That($"{_jobs["part"]["strategy"]["fail-fast"]}", Is.EqualTo("false"));
    }

    [Test]
    public void The_merge_waits_for_the_parts_and_always_runs()
    {
        Assert.That(($"{_jobs["merge"]["needs"]}", $"{_jobs["merge"]["if"]}"), Is.EqualTo(("part", "always()")));
        var uploaded = Steps(_jobs["part"]).Single(step => Value(step, "uses")?.StartsWith("actions/upload-artifact@", StringComparison.Ordinal) == true);
        var fetched = Steps(_jobs["merge"]).Single(step => Value(step, "uses")?.StartsWith("actions/download-artifact@", StringComparison.Ordinal) == true);
        Assert.That($"{uploaded["with"]["name"]}".Replace("${{ matrix.part }}", "*", StringComparison.Ordinal), Is.EqualTo($"{fetched["with"]["pattern"]}"));
        Assert.That($"{uploaded["if"]}", Is.EqualTo("always()"));
    }

    [Test]
    public void The_night_has_its_time_and_its_button_and_actions_are_GitHubs_own()
    {
        Assert.That(((YamlMappingNode)Workflow["on"]).Children.Keys.Select(key => $"{key}"), Is.EquivalentTo(new[] { "schedule", "workflow_dispatch" }));
        var uses = _jobs.Children.Values.SelectMany(Steps).Select(step => Value(step, "uses")).OfType<string>().ToList();
        Assert.That(uses, Is.Not.Empty.And.All.Match(@"^actions/[a-z/-]+@v\d+$"));
        Assert.That(_jobs.Children.Values.Select(job => $"{job["timeout-minutes"]}"), Is.All.Match(@"^\d+$"));
    }

    [Test]
    public void The_history_is_fetched_by_the_beginning_of_the_key_it_is_kept_under()
    {
        var (fetched, kept) = (Cache("restore"), Cache("save"));
        Assert.That($"{kept["path"]}", Is.EqualTo($"{fetched["path"]}"));
        Assert.That($"{kept["key"]}", Does.StartWith($"{fetched["restore-keys"]}").And.Contain("github.run_id"));
    }

    [Test]
    public async Task Every_command_names_a_verb_and_options_that_there_are()
    {
        var commands = _jobs.Children.Values.SelectMany(Steps).Select(step => Value(step, "run")).OfType<string>()
            .SelectMany(run => Regex.Matches(run, @"\./hilrig ([a-z-]+)([^|\n]*)")).ToList();
        Assert.That(commands.Select(command => command.Groups[1].Value), Is.EqualTo(new[] { "nightly", "merge" }));
        foreach (var command in commands)
        {
            var help = await CommandLine.RunAsync(command.Groups[1].Value, "--help");
            Assert.That(help.ExitCode, Is.Zero, help.Errors);
            foreach (var option in Regex.Matches(command.Groups[2].Value, @"(?<=\s)--?[a-z-]+").Select(match => match.Value))
                Assert.That(help.Output, Does.Match($@"(?m)^  (-., )?(\S+, )*{option}\b"), command.Value);
        }
    }

    // A check that fails is told once, by the merge.
    [Test]
    public async Task Its_steps_merge_to_what_one_process_finds()
    {
        _bench.Write("gates: ['bits <= 16']");
        var expected = await _bench.WholeAsync(exitCode: 1);
        _bench.Launcher();
        foreach (var part in Parts)
        {
            var run = await StepAsync(Runs(_jobs["part"]), ("PART", $"{part}/{Parts.Count}"), ("GITHUB_STEP_SUMMARY", _bench["part-summary"]));
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That(run.Errors, Does.Not.Contain("::error"));
        }
        var merged = await StepAsync(Runs(_jobs["merge"]), ("GITHUB_STEP_SUMMARY", _bench["summary"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(merged.ExitCode, Is.EqualTo(1), merged.Errors);
            Assert.That(await EngineBench.ResultAsync(_bench["hilrig-out"]), Is.EqualTo(expected));
            Assert.That(File.Exists(_bench["part-summary"]), Is.False);
            Assert.That(File.Exists(_bench[$"{Cache("save")["path"]}"]), "the history is where the workflow keeps it");
            Assert.That(File.Exists(_bench["parts/history.db"]), Is.False);
            Assert.That(await File.ReadAllTextAsync(_bench["summary"]), Does.Contain("bench"));
            Assert.That(Regex.Count(merged.Errors + merged.Output, "(?m)^::error"), Is.InRange(1, 10));
        }
    }

    // As GitHub runs a step that names no shell.
    private async Task<Outcome> StepAsync(YamlMappingNode step, params (string Name, string Value)[] environment)
    {
        await File.WriteAllTextAsync(_bench["step.sh"], Value(step, "run"));
        var all = environment.Append(("CONFIG", _bench.Config)).Append(("GITHUB_ACTIONS", "true")).ToDictionary(e => e.Item1, e => e.Item2);
        return await _bench.RunAsync(all, "bash", "-e", _bench["step.sh"]);
    }
}
