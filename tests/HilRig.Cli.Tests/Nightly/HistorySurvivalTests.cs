using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace HilRig.Cli.Tests.Nightly;

/// <summary>Histories under processes that are killed, under several processes, and on disks that are full or read-only.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HistorySurvivalTests : IDisposable
{
    private const int Nights = 24;
    private const int Figures = 600;
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Database => _folder["history.db"];

    private string[] Write(int nights) => [.. Enumerable.Range(0, nights).Select(night => NightFolders.Write(_folder, night, Figures))];

    private static async Task<List<string>> RunsAsync(string database)
    {
        var shown = await CommandLine.RunAsync("history", "--history", database, "--json", "--last", "999");
        Assert.That(shown.ExitCode, Is.Zero, shown.Errors);
        var nights = JsonDocument.Parse(shown.Output).RootElement.EnumerateArray().ToList();
        Assert.That(nights.Select(night => night.GetProperty("jobs").GetInt32()), Is.All.EqualTo(2), "a night is there in part");
        return [.. nights.Select(night => night.GetProperty("runId").GetString()!).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Expected(int nights) => Enumerable.Range(0, nights).Select(night => string.Create(CultureInfo.InvariantCulture, $"run-bench-{night:000}"));

    // Kills at moments spread over the whole of an undisturbed run, from its beginning past its first commits.
    [Test, CancelAfter(180_000)]
    public async Task Killed_wherever_it_is_nothing_is_lost_and_nothing_is_there_twice()
    {
        var runs = Write(Nights);
        var (undisturbed, kills) = (await AddAsync(_folder["undisturbed.db"], runs), 0);
        for (var i = 1; i <= 10; i++)
        {
            using var process = CommandLine.Start([], ["history", "add", .. runs, "--history", Database]);
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await Task.Delay(undisturbed * i / 11);
            kills += process.HasExited ? 0 : 1;
            process.Kill();
            await process.WaitForExitAsync();
            await output;
        }
        await AddAsync(Database, runs);
        Assert.That(kills, Is.Positive, "no kill met a running process");
        Assert.That(await RunsAsync(Database), Is.EqualTo(Expected(Nights)));
        Assert.That(await SeriesAsync(Database), Is.EqualTo(await SeriesAsync(_folder["undisturbed.db"])));
    }

    [Test, CancelAfter(120_000)]
    public async Task Four_processes_add_the_same_nights_together()
    {
        var runs = Write(Nights);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => AddAsync(Database, i % 2 == 0 ? runs : [.. runs.Reverse()])));
        Assert.That(await RunsAsync(Database), Is.EqualTo(Expected(Nights)));
    }

    [Test]
    public async Task A_full_disk_is_named_and_what_was_there_stays()
    {
        var runs = Write(Nights);
        var (output, errors) = await OnOwnDiskAsync("size=256k", $"{Add(runs)}; echo code $?; cp /mnt/history.db* {_folder[""]}");
        Assert.That(output, Does.Contain("code 3"), errors);
        Assert.That(errors, Does.Contain("/mnt/history.db").And.Contain("disk is full"));
        var kept = await RunsAsync(Database);
        Assert.That(kept, Is.EqualTo(Expected(kept.Count)).And.Count.InRange(1, Nights - 1));
    }

    [Test]
    public async Task A_disk_that_is_read_only_is_named()
    {
        var runs = Write(2);
        var (output, errors) = await OnOwnDiskAsync("size=8m", $"{Add(runs[..1])} && mount -o remount,ro /mnt && {Add(runs[1..])}; echo code $?");
        Assert.That(output, Does.Contain("code 3"), errors);
        Assert.That(errors, Does.Contain("/mnt/history.db").And.Contain("cannot be opened or written"));
    }

    private static async Task<TimeSpan> AddAsync(string database, string[] runs)
    {
        var watch = Stopwatch.StartNew();
        var added = await CommandLine.RunAsync(["history", "add", .. runs, "--history", database]);
        Assert.That(added.ExitCode, Is.Zero, added.Errors);
        return watch.Elapsed;
    }

    private static async Task<string> SeriesAsync(string database) => (await CommandLine.RunAsync("history", "--history", database, "--metric", "*", "--json")).Output;

    private static string Add(string[] runs) => $"{CommandLine.Shell} history add {string.Join(' ', runs)} --history /mnt/history.db";

    // A disk in memory, in a name space of the test's own that goes with it.
    private static async Task<(string Output, string Errors)> OnOwnDiskAsync(string options, string script)
    {
        if (!Tools.Has("unshare") || await ShAsync("unshare -rm mount -t tmpfs tmpfs /mnt") is { ExitCode: not 0 })
            Assert.Ignore("this user may not mount a disk of its own: unshare -rm is refused");
        var (_, output, errors) = await ShAsync($"unshare -rm sh -c 'mount -t tmpfs -o {options} tmpfs /mnt && {script}'");
        return (output, errors);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> ShAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
