using System.Text.Json.Nodes;
using System.Xml.Linq;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Cli.Tests.Nightly;

/// <summary>What <c>hilrig nightly</c> promises a user, on targets that need no emulator.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NightlyVerbTests : IDisposable
{
    private readonly NightBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Test]
    public async Task The_schema_is_printed()
    {
        var outcome = await CommandLine.RunAsync("nightly", "--schema");
        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(JsonNode.Parse(outcome.Output)!["title"]!.GetValue<string>(), Is.EqualTo("hilrig.yml"));
    }

    [Test]
    public async Task A_dry_run_shows_the_jobs_with_their_deadlines_and_runs_nothing()
    {
        _bench.Write("targets: [sim:c, sim:dsp]\nschemes: [int32, int8]\nexclude: [{ jobs: '*/int32/sim:c', reason: known }]\nquarantine: [{ jobs: 'x*', reason: r, owner: o, until: 2030-01-01 }]");
        var outcome = await _bench.NightlyAsync("--dry-run", "--json");
        var jobs = JsonNode.Parse(outcome.Output)!.AsArray();
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        Assert.That(jobs.Select(job => job!["id"]!.GetValue<string>()), Is.EqualTo(new[] { "digits/int32/sim:dsp", "digits/int8:channel-shift/sim:c", "digits/int8:channel-shift/sim:dsp" }));
        Assert.That(jobs.Select(job => job!["deadlineSeconds"]!.GetValue<double>()), Is.All.GreaterThanOrEqualTo(60));
        Assert.That(outcome.Errors, Does.Contain("excluded: digits/int32/sim:c: known").And.Contain("quarantine: x* until 2030-01-01, o: r").And.Contain("nothing was run"));
        Assert.That(Directory.Exists(_bench.Out), Is.False);
    }

    [Test]
    public async Task Reports_and_test_results_are_there_and_agree()
    {
        _bench.Write("targets: [sim:c, sim:dsp]\ngates: ['accuracy >= 101% where sim:dsp']");
        var outcome = await _bench.NightlyAsync();
        XDocument Xml(string name) => XDocument.Load(Path.Combine(_bench.LastFolder, name));
        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.Errors);
        Assert.That(_bench.Last().Jobs.Select(job => job.Outcome), Is.EqualTo(new[] { Outcomes.Pass, Outcomes.Fail }));
        Assert.That(Xml("junit.xml").Root!.Attribute("failures")!.Value, Is.EqualTo("1"));
        Assert.That(Xml("nunit.xml").Root!.Attribute("failed")!.Value, Is.EqualTo("1"));
        Assert.That(Xml("results.trx").Descendants().Single(e => e.Name.LocalName == "Counters").Attribute("failed")!.Value, Is.EqualTo("1"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_bench.LastFolder, "report.html")), Does.Contain("digits/int32/sim:dsp"));
    }

    [Test]
    public async Task The_second_night_is_held_against_the_last_green_one_and_its_reports_can_be_made_again()
    {
        _bench.Write("targets: [sim:c]\nschemes: [int32, int8]");
        Assert.That((await _bench.NightlyAsync()).Errors, Does.Contain("There is no earlier green night"));
        Assert.That((await _bench.NightlyAsync()).Errors, Does.Contain("Nothing changed since the last green night"));
        var report = Path.Combine(_bench.LastFolder, "report.html");
        var before = await File.ReadAllTextAsync(report);
        File.Delete(report);
        var again = await CommandLine.RunAsync("report", _bench.LastFolder);
        Assert.That(again.ExitCode, Is.Zero, again.Errors);
        Assert.That(await File.ReadAllTextAsync(report), Is.EqualTo(before));
        // A night that fails is in the history, and no night is held against it.
        _bench.Write("targets: [sim:c]\nschemes: [int32, int8]\ngates: ['accuracy >= 101%']");
        Assert.That((await _bench.NightlyAsync()).ExitCode, Is.EqualTo(1));
        _bench.Write("targets: [sim:c]\nschemes: [int32, int8]");
        Assert.That((await _bench.NightlyAsync()).Errors, Does.Contain("Nothing changed since the last green night"));
        var nights = await CommandLine.RunAsync("history", "--out", _bench.Out);
        Assert.That(nights.Output, Does.Contain("4 nights of"));
        Assert.That((await CommandLine.RunAsync("history", "nights", "--out", _bench.Out, "--json")).Output, Does.Contain("\"verdict\": \"fail\""));
    }

    [Test]
    public async Task GitHub_Actions_gets_its_summary_and_annotations()
    {
        _bench.Write("targets: [sim:c]\ngates: ['accuracy >= 101%']");
        _bench.Environment["GITHUB_ACTIONS"] = "true";
        _bench.Environment["GITHUB_STEP_SUMMARY"] = _bench["summary.md"];
        var outcome = await _bench.NightlyAsync();
        Assert.That(outcome.Errors, Does.Contain("::error title="));
        Assert.That(await File.ReadAllTextAsync(_bench["summary.md"]), Does.Contain("digits"));
    }

    [Test]
    public async Task Only_what_failed_is_run_again()
    {
        _bench.Write("targets: [sim:c, sim:dsp]\ngates: ['accuracy >= 101% where sim:dsp']");
        Assert.That((await _bench.NightlyAsync("--only-failed")).Errors, Does.Contain("there is no finished night of bench"));
        await _bench.NightlyAsync();
        _bench.Write("targets: [sim:c, sim:dsp]");
        var outcome = await _bench.NightlyAsync("--only-failed");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        Assert.That((_bench.Last().Shard, _bench.Last().Jobs.Single().Id), Is.EqualTo(("failed", "digits/int32/sim:dsp")));
        Assert.That((await _bench.NightlyAsync("--only-failed")).Errors, Does.Contain("no job of the last night failed"));
    }

    [Test]
    public async Task Resuming_a_finished_night_gives_its_result_and_another_plan_is_refused()
    {
        _bench.Write("targets: [sim:c]\ngates: ['accuracy >= 101%']");
        Assert.That((await _bench.NightlyAsync("--resume")).Errors, Does.Contain("there is no night of bench in"));
        await _bench.NightlyAsync();
        var again = await _bench.NightlyAsync("--resume");
        Assert.That((again.ExitCode, Directory.GetDirectories(_bench.Out).Length), Is.EqualTo((1, 1)));
        Assert.That(again.Errors, Does.Contain("It was finished before"));
        _bench.Write("targets: [sim:c]\ngates: ['accuracy >= 10%']");
        var other = await _bench.NightlyAsync("--resume", _bench.LastFolder);
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Errors, Does.Contain("cannot be resumed").And.Contain("a model, samples, labels or gates are others"));
    }

    [TestCase("2099-01-01", 0, Outcomes.Quarantined)]
    [TestCase("2020-01-01", 1, Outcomes.Fail)]
    public async Task A_quarantine_excuses_until_its_day_and_names_its_owner(string until, int exitCode, string outcome)
    {
        _bench.Write($"targets: [sim:c]\ngates: ['accuracy >= 101%']\nquarantine: [{{ jobs: '*/sim:c', reason: known, owner: ann, until: {until} }}]");
        var night = await _bench.NightlyAsync();
        Assert.That((night.ExitCode, _bench.Last().Jobs.Single().Outcome), Is.EqualTo((exitCode, outcome)), night.Errors);
        if (exitCode == 0)
            Assert.That(_bench.Last().Jobs.Single().Quarantine, Is.EqualTo(new QuarantineRecord("*/sim:c", "known", "ann", until)));
        else
            Assert.That(night.Errors, Does.Contain($"ran out on {until}").And.Contain("its owner is ann"));
    }

    [Test]
    public async Task Hooks_run_around_the_night_and_its_jobs_and_know_what_it_is_about()
    {
        var log = _bench["hooks.log"];
        _bench.Write($"""
            targets: [sim:c]
            gates: ['accuracy >= 101%']
            hooks:
              before: echo before $HILRIG_RUN >> {log}
              before-job: echo job $HILRIG_JOB $HILRIG_TARGET >> {log}
              after-job: echo done $HILRIG_OUTCOME >> {log}
              on-failure: echo failure $HILRIG_JOB >> {log}
              after: echo after $HILRIG_EXIT_CODE >> {log}
            """);
        await _bench.NightlyAsync();
        Assert.That(await File.ReadAllLinesAsync(log), Is.EqualTo(new[]
        {
            $"before {_bench.LastFolder}", "job digits/int32/sim:c sim:c", "done fail", "failure digits/int32/sim:c", "after 1",
        }));
    }

    [Test]
    public async Task A_night_that_did_not_begin_begins_when_it_is_resumed()
    {
        _bench.Write($"targets: [sim:c]\nhooks: {{ before: test -e {_bench["ready"]} }}");
        Assert.That((await _bench.NightlyAsync()).ExitCode, Is.EqualTo(3));
        Assert.That((await _bench.NightlyAsync("--resume")).ExitCode, Is.EqualTo(3));
        await File.WriteAllTextAsync(_bench["ready"], "");
        Assert.That((await _bench.NightlyAsync("--resume")).ExitCode, Is.Zero);
    }

    [TestCase("before: exit 7", 3, "the before hook 'exit 7' failed: ")]
    [TestCase("before-job: exit 7", 3, "the before-job hook 'exit 7' failed: ")]
    [TestCase("before-job: sleep 60, timeout: 1", 3, "took more than 1 s (hooks.timeout)")]
    [TestCase("after-job: exit 7", 3, "the after-job hook 'exit 7' failed: ")]
    public async Task A_hook_that_fails_is_infrastructure(string hooks, int exitCode, string message)
    {
        _bench.Write($"targets: [sim:c]\nretries: 0\nhooks: {{ {hooks} }}");
        var night = await _bench.NightlyAsync();
        Assert.That(night.ExitCode, Is.EqualTo(exitCode));
        Assert.That(night.Errors, Does.Contain(message));
    }

    [Test]
    public async Task What_is_optional_and_not_installed_is_left_out_and_what_is_not_optional_fails()
    {
        _bench.Environment["PATH"] = Path.GetDirectoryName(System.Environment.ProcessPath) is { } dotnet ? dotnet : "";
        _bench.Write("targets: [sim:c, { name: 'renode:nrf52840dk', optional: true }]");
        var night = await _bench.NightlyAsync();
        Assert.That(night.ExitCode, Is.Zero, night.Errors);
        Assert.That(_bench.Last().Jobs.Select(job => job.Outcome), Is.EqualTo(new[] { Outcomes.Pass, Outcomes.NotRun }));
        Assert.That(_bench.Last().Jobs[1].Reasons.Single(), Is.Not.Empty);
        _bench.Write("targets: [sim:c, 'renode:nrf52840dk']");
        Assert.That((await _bench.NightlyAsync()).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task A_port_that_is_not_there_costs_its_own_jobs_only_and_is_given_up()
    {
        _bench.Write("targets: ['serial:/dev/hilrig-none', sim:c]\nschemes: [int32, int16, int8]\ngive-up-after: 2");
        _bench.Environment["HILRIG_LOCKS"] = _bench["locks"];
        var night = await _bench.NightlyAsync();
        Assert.That(night.ExitCode, Is.EqualTo(3), night.Errors);
        Assert.That(_bench.Last().Jobs.Where(job => job.Target == "sim:c").Select(job => job.Outcome), Is.All.EqualTo(Outcomes.Pass));
        var reasons = _bench.Last().Jobs.Where(job => job.Target != "sim:c").Select(job => job.Reasons[0]).ToList();
        Assert.That(reasons[2], Is.EqualTo("not tried: serial:/dev/hilrig-none has failed 2 jobs in a row (give-up-after)"));
        Assert.That(reasons[..2], Is.All.StartsWith("There is no serial port /dev/hilrig-none").IgnoreCase);
    }

    [Test]
    public async Task A_model_that_cannot_be_run_fails_its_jobs_and_not_the_night()
    {
        await File.WriteAllBytesAsync(_bench["bad.tflite"], [1, 2, 3]);
        _bench.Write("targets: [sim:c]", model: _bench["bad.tflite"]);
        var night = await _bench.NightlyAsync();
        Assert.That(night.ExitCode, Is.EqualTo(1), night.Errors);
        Assert.That(_bench.Last().Jobs.Single().Outcome, Is.EqualTo(Outcomes.Fail));
    }

    [Test]
    public async Task Two_processes_do_not_run_one_night()
    {
        _bench.Write("targets: [sim:c]\nhooks: { before: sleep 8 }");
        using var first = CommandLine.Start([], "nightly", "-c", _bench.Config, "--out", _bench.Out, "-q");
        Assert.That(() => Directory.Exists(_bench.Out) && Directory.GetFiles(_bench.Out, "night.lock", SearchOption.AllDirectories).Length == 1, Is.True.After(20_000, 50));
        var second = await _bench.NightlyAsync("--resume");
        first.Kill(entireProcessTree: true);
        await first.WaitForExitAsync();
        Assert.That(second.ExitCode, Is.EqualTo(3), second.Errors);
        Assert.That(second.Errors, Does.Contain($"is being run by pid {first.Id} on "));
    }

    [Test]
    public async Task An_interrupted_night_says_how_to_go_on()
    {
        _bench.Write("targets: [sim:c]\nhooks: { before-job: sleep 30 }");
        using var night = CommandLine.Start([], "nightly", "-c", _bench.Config, "--out", _bench.Out);
        Assert.That(() => Directory.Exists(_bench.Out) && Directory.GetFiles(_bench.Out, "journal.jsonl", SearchOption.AllDirectories).Length == 1, Is.True.After(20_000, 50));
        using (var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{night.Id}"]))
            await interrupt.WaitForExitAsync();
        var errors = await night.StandardError.ReadToEndAsync();
        await night.WaitForExitAsync();
        Assert.That(night.ExitCode, Is.EqualTo(130), errors);
        Assert.That(errors, Does.Contain($"--resume {_bench.LastFolder}"));
    }

    [TestCase("--subset", "5/4")]
    [TestCase("--jobs", "0")]
    [TestCase("--resume", "--only-failed")]
    [TestCase("--config", "/nowhere/hilrig.yml")]
    public async Task Wrong_options_are_usage(params string[] options)
    {
        _bench.Write("targets: [sim:c]");
        Assert.That((await _bench.NightlyAsync(options)).ExitCode, Is.EqualTo(2));
    }
}
