namespace HilRig.Cli.Tests.Nightly;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BaselineVerbTests : IDisposable
{
    private readonly NightBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Test]
    public async Task A_night_is_approved_and_held_against_the_baseline_again()
    {
        _bench.Write("targets: [sim:c]\nschemes: [int32, int8]");
        await _bench.ApproveAsync();
        Assert.That((await CommandLine.RunAsync("baseline", "check", _bench.LastFolder)).ExitCode, Is.Zero);
        var text = await File.ReadAllTextAsync(_bench.Baseline);
        await File.WriteAllTextAsync(_bench.Baseline, text.Replace("bias-bytes = 936", "bias-bytes = 900", StringComparison.Ordinal));
        var check = await CommandLine.RunAsync("baseline", "check", _bench.LastFolder);
        Assert.That(check.ExitCode, Is.EqualTo(5), check.Errors);
        Assert.That(check.Errors, Does.Contain("bias-bytes 900 is now 936 B (exact): +36, +4.00 %"));
    }

    [Test]
    public async Task A_dry_run_changes_nothing_and_a_glob_updates_what_it_meets()
    {
        _bench.Write("targets: [sim:c]\nschemes: [int32, int8]");
        await _bench.NightlyAsync();
        var dry = await CommandLine.RunAsync("baseline", "update", _bench.LastFolder, "--dry-run");
        Assert.That((dry.ExitCode, File.Exists(_bench.Baseline)), Is.EqualTo((0, false)), dry.Errors);
        var update = await CommandLine.RunAsync("baseline", "update", _bench.LastFolder, "--jobs", "*/int32/*");
        Assert.That(update.Errors, Does.Contain("added: digits/int32/sim:c").And.Contain("1 added"));
        Assert.That(await File.ReadAllTextAsync(_bench.Baseline), Does.Contain("[digits/int32/sim:c]").And.Not.Contain("int8"));
    }

    [Test]
    public async Task A_damaged_baseline_is_named_before_anything_runs()
    {
        _bench.Write("targets: [sim:c]");
        await File.WriteAllTextAsync(_bench.Baseline, "version 1\n<<<<<<< HEAD\n");
        var night = await _bench.NightlyAsync();
        Assert.That(night.ExitCode, Is.EqualTo(2), night.Errors);
        Assert.That(night.Errors, Does.Contain("baseline.txt:2:"));
        Assert.That(Directory.Exists(_bench.Out), Is.False);
    }

    [Test]
    public async Task What_failed_is_not_approved()
    {
        _bench.Write("targets: [sim:c]\ngates: ['accuracy >= 101%']");
        await _bench.NightlyAsync();
        var update = await CommandLine.RunAsync("baseline", "update", _bench.LastFolder);
        Assert.That(update.Errors, Does.Contain("kept: digits/int32/sim:c").And.Contain("it is fail"));
        Assert.That(await File.ReadAllTextAsync(_bench.Baseline), Does.Not.Contain("[digits"));
    }
}
