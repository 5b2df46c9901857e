using System.Diagnostics;
using System.Text.Json;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Tests.Nightly;

/// <summary>A night that is killed again and again, and one in four parts, find what an undisturbed night finds, to the byte.</summary>
[Category("Emulated"), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KilledNightTests : IDisposable
{
    private const int Kills = 50;
    private const string Schemes = "schemes: [int32, int16:saturate, int16:layer-shift, int16:channel-shift, int16:layer-scale, int16:layer-real-shift, "
        + "int8:saturate, int8:layer-shift, int8:channel-shift, int8:layer-scale, int8:layer-real-shift]";
    private readonly NightBench _bench = new();
    private readonly Random _random = new(20261126);

    public void Dispose() => _bench.Dispose();

    // Six sets of samples, eleven schemes, four targets.
    private void Write(string targets = "[host, sim:c, sim:dsp, sim:mve]", int sets = 6)
    {
        var data = string.Join("\n", Enumerable.Range(1, sets).Select(samples => $"      first{samples}: {{ inputs: {CommandLine.Inputs}, labels: {CommandLine.LabelFile}, samples: {samples} }}"));
        File.WriteAllText(_bench.Config, $"""
            name: bench
            models:
              digits:
                path: {CommandLine.Model}
                data:
            {data}
            targets: {targets}
            {Schemes}
            """);
    }

    [Test]
    public async Task Fifty_kills_at_random_moments_change_nothing()
    {
        Write();
        var undisturbed = await _bench.NightlyAsync("--quiet");
        Assert.That(undisturbed.ExitCode, Is.Zero, undisturbed.Errors);
        var expected = await File.ReadAllBytesAsync(Path.Combine(_bench.LastFolder, "result.json"));
        Assert.That(_bench.Last().Jobs, Has.Count.GreaterThanOrEqualTo(200));

        var folder = await KillAsync(null);
        for (var kill = 1; kill < Kills; kill++)
            await KillAsync(folder);
        var last = await _bench.NightlyAsync("--quiet", "--resume", folder);

        var history = await CommandLine.RunAsync("history", "nights", "--out", _bench.Out, "--json");
        var times = JsonSerializer.Deserialize<NightTimes>(await File.ReadAllTextAsync(Path.Combine(folder, "times.json")), JsonWriter.Options)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(last.ExitCode, Is.Zero, last.Errors);
            Assert.That(await File.ReadAllBytesAsync(Path.Combine(folder, "result.json")), Is.EqualTo(expected));
            Assert.That(times.Jobs.Select(job => job.Id), Is.Unique.And.Exactly(_bench.Last().Jobs.Count).Items);
            Assert.That(JsonDocument.Parse(history.Output).RootElement.GetArrayLength(), Is.EqualTo(2), history.Errors);
            Assert.That(times.Resumes, Is.InRange(Kills / 2, Kills));
        }
    }

    [Test]
    public async Task Four_parts_merge_to_what_one_night_finds()
    {
        Write("[host, sim:dsp]", sets: 1);
        var whole = await _bench.NightlyAsync("--quiet");
        Assert.That(whole.ExitCode, Is.Zero, whole.Errors);
        var expected = await File.ReadAllBytesAsync(Path.Combine(_bench.LastFolder, "result.json"));
        var parts = await Task.WhenAll(Enumerable.Range(1, 4).Select(k => CommandLine.RunAsync(
            [], "nightly", "-c", _bench.Config, "--quiet", "--subset", $"{k}/4", "--out", _bench[$"part{k}"])));
        Assert.That(parts.Select(part => part.ExitCode), Is.All.Zero);
        string[] folders = [.. Enumerable.Range(1, 4).Select(k => Directory.GetDirectories(_bench[$"part{k}"]).Single())];

        var lacking = await CommandLine.RunAsync(["merge", "--out", _bench["merged"], .. folders[..3]]);
        var merged = await CommandLine.RunAsync(["merge", "--out", _bench["merged"], .. folders, folders[0]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lacking.ExitCode, Is.EqualTo(2));
            Assert.That(lacking.Errors, Does.Contain("5 of 22 jobs are in no part").And.Contain("parts given: 1/4, 2/4, 3/4"));
            Assert.That(merged.ExitCode, Is.Zero, merged.Errors);
            Assert.That(await File.ReadAllBytesAsync(Path.Combine(Directory.GetDirectories(_bench["merged"]).Single(), "result.json")), Is.EqualTo(expected));
        }
    }

    // Some jobs later, and then at any point of what the process is just doing: in a job, in a write, between two jobs.
    private async Task<string> KillAsync(string? folder)
    {
        string[] resume = folder is null ? [] : ["--resume", folder];
        using var process = CommandLine.Start([], ["nightly", "-c", _bench.Config, "--out", _bench.Out, "--quiet", .. resume]);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (folder is null)
        {
            var before = Directory.GetDirectories(_bench.Out).ToHashSet();
            await UntilAsync(process, () => Directory.GetDirectories(_bench.Out).Any(f => !before.Contains(f) && File.Exists(Path.Combine(f, "journal.jsonl"))));
            folder = Directory.GetDirectories(_bench.Out).Single(f => !before.Contains(f));
        }
        var journal = Path.Combine(folder, "journal.jsonl");
        // One in six dies before it has done anything.
        if (_random.Next(6) > 0)
        {
            var (start, jobs) = (Lines(journal), _random.Next(5));
            await UntilAsync(process, () => Lines(journal) >= start + 1 + jobs);
        }
        await Task.Delay(_random.Next(40));
        process.Kill();
        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
        return folder;
    }

    private static async Task UntilAsync(Process process, Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition() && !process.HasExited)
            await Task.Delay(1, deadline.Token);
    }

    private static int Lines(string path)
    {
        if (!File.Exists(path))
            return 0;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Count(c => c == '\n');
    }
}
