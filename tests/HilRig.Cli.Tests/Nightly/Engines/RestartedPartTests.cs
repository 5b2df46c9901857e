namespace HilRig.Cli.Tests.Nightly.Engines;

/// <summary>An engine starts a part again with the same command line, whatever ended it: what was done is kept, what was stopped is tried again.</summary>
[Platform(Exclude = "Win", Reason = "engines, hooks and the launcher are the shell's")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RestartedPartTests : IDisposable
{
    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private string[] Part(int number, int count) =>
        ["nightly", "-c", _bench.Config, "--out", _bench.Out, "--subset", $"{number}/{count}", "--resume", "--jobs", "1", "--quiet"];

    [Test]
    public async Task A_part_killed_in_every_job_finds_what_an_undisturbed_one_finds()
    {
        _bench.Write("hooks: { before-job: 'while [ -e hold ]; do sleep 0.02; done' }".Replace("hold", _bench["hold"], StringComparison.Ordinal));
        var undisturbed = await CommandLine.RunAsync("nightly", "-c", _bench.Config, "--out", _bench["whole"], "--subset", "1/2", "--quiet");
        Assert.That(undisturbed.ExitCode, Is.Zero, undisturbed.Errors);

        const int kills = 3;
        for (var kill = 0; kill < kills; kill++)
            await KillAsync(kill);
        var last = await CommandLine.RunAsync(Part(1, 2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(last.ExitCode, Is.Zero, last.Errors);
            Assert.That(EngineBench.Nights(_bench.Out), Has.Count.EqualTo(1));
            Assert.That(await EngineBench.ResultAsync(_bench.Out), Is.EqualTo(await EngineBench.ResultAsync(_bench["whole"])));
            Assert.That(EngineBench.Times(EngineBench.Nights(_bench.Out).Single()).Resumes, Is.EqualTo(kills));
        }
    }

    // One job further each time, and then in the midst of the next.
    private async Task KillAsync(int done)
    {
        using var process = CommandLine.Start([], Part(1, 2));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await EngineBench.UntilAsync(() => EngineBench.Nights(_bench.Out).Any(night => EngineBench.Done(night) > done) || process.HasExited, () => "a job is done");
        await File.WriteAllTextAsync(_bench["hold"], "");
        process.Kill();
        await process.WaitForExitAsync();
        File.Delete(_bench["hold"]);
        await Task.WhenAll(output, errors);
    }

    [Test]
    public async Task What_infrastructure_stopped_is_tried_again_alone_and_merges()
    {
        // A cable that is out of its socket the first time.
        var hook = $"case $HILRIG_JOB in *int8:layer-shift/sim:c) mkdir {_bench["cable"]} 2>/dev/null && exit 1; esac; true";
        _bench.Write($"retries: 0\nhooks: {{ before-job: '{hook}' }}");
        Directory.CreateDirectory(_bench["cable"]);
        var expected = await _bench.WholeAsync();
        Directory.Delete(_bench["cable"]);

        var other = await CommandLine.RunAsync(Part(2, 2));
        var first = await CommandLine.RunAsync(Part(1, 2));
        var second = await CommandLine.RunAsync(Part(1, 2));
        var nights = EngineBench.Nights(_bench.Out);
        var third = await CommandLine.RunAsync(Part(1, 2));
        var merged = await CommandLine.RunAsync(["merge", "--out", _bench["merged"], .. nights]);
        using (Assert.EnterMultipleScope())
        {
            Outcome[] all = [other, first, second, third, merged];
            Assert.That(all.Select(run => run.ExitCode), Is.EqualTo(new[] { 0, 3, 0, 0, 0 }), string.Join('\n', all.Select(run => run.Errors)));
            Assert.That(nights.Select(EngineBench.Done).Order(), Is.EqualTo(new[] { 1, 4, 4 }));
            Assert.That(third.Errors, Does.Contain("It was finished before"));
            Assert.That(EngineBench.Nights(_bench.Out), Is.EqualTo(nights));
            Assert.That(await EngineBench.ResultAsync(_bench["merged"]), Is.EqualTo(expected));
            Assert.That(EngineBench.Times(EngineBench.Nights(_bench["merged"]).Single()).Jobs.Select(job => job.Id), Is.Unique.And.Exactly(8).Items);
        }
    }

    [Test]
    public async Task Other_plans_and_other_parts_are_not_gone_on_with()
    {
        _bench.Write();
        Assert.That((await CommandLine.RunAsync(Part(1, 4))).ExitCode, Is.Zero);
        Assert.That((await CommandLine.RunAsync(Part(1, 2))).ExitCode, Is.Zero);
        _bench.Write("gates: ['bias-bytes <= 1MiB']");
        Assert.That((await CommandLine.RunAsync(Part(1, 4))).ExitCode, Is.Zero);
        Assert.That(EngineBench.Nights(_bench.Out), Has.Count.EqualTo(3));
    }

    [TestCase("--subset 1/4 --resume somewhere", "with --subset it takes no folder")]
    [TestCase("--only-failed --resume", "it does not take --only-failed")]
    [TestCase("--only-failed --subset 1/4", "exclude each other")]
    public async Task What_does_not_go_together_is_refused(string options, string message)
    {
        var refused = await CommandLine.RunAsync(["nightly", "-c", _bench.Config, .. options.Split(' ')]);
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain(message));
    }
}
