using System.Diagnostics;
using System.Text.Json;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;

namespace HilRig.Cli.Tests.Nightly;

/// <summary>Emulators that abort and disks that fill up in the middle of a night: nothing is lost, and the result is that of an undisturbed one.</summary>
[Category("Emulated"), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NightTroubleTests : IDisposable
{
    private readonly NightBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Test]
    public async Task Emulators_that_abort_are_started_again()
    {
        NightBench.RequireBoards("mps2-an386");
        _bench.Write("targets: [qemu:mps2-an386]\nschemes: [int32, int16, int8]\njobs: 1", samples: 300);
        await _bench.NightlyAsync("--quiet");
        var expected = await File.ReadAllBytesAsync(Path.Combine(_bench.LastFolder, "result.json"));
        using var night = CommandLine.Start([], "nightly", "-c", _bench.Config, "--out", _bench.Out, "--quiet");
        var killed = await KillEmulatorsAsync(night, most: 2);
        var errors = await night.StandardError.ReadToEndAsync();
        await night.WaitForExitAsync();
        var times = JsonSerializer.Deserialize<NightTimes>(await File.ReadAllTextAsync(Path.Combine(_bench.LastFolder, "times.json")), JsonWriter.Options)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(killed, Is.EqualTo(2));
            Assert.That(night.ExitCode, Is.Zero, errors);
            Assert.That(await File.ReadAllBytesAsync(Path.Combine(_bench.LastFolder, "result.json")), Is.EqualTo(expected));
            Assert.That(times.Jobs.Sum(job => job.Attempts - 1 + job.Recoveries.Count), Is.GreaterThanOrEqualTo(2));
        }
    }

    [Test]
    public async Task A_full_disk_ends_the_night_and_loses_nothing()
    {
        var disk = Directory.CreateDirectory(_bench["disk"]).FullName;
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk))
            Assert.Ignore("a small disk cannot be mounted: that needs root");
        try
        {
            _bench.Write("targets: [sim:c, sim:dsp, sim:mve]\nschemes: [int32, int16:layer-shift, int16, int8, int8:layer-shift, int8:layer-scale]\njobs: 1\nhistory: history.db");
            await _bench.NightlyAsync("--quiet");
            var expected = await File.ReadAllBytesAsync(Path.Combine(_bench.LastFolder, "result.json"));
            var full = await CommandLine.RunAsync("nightly", "-c", _bench.Config, "--out", disk, "--quiet");
            Assert.That(full.ExitCode, Is.EqualTo(3), full.Errors);
            Assert.That(full.Errors, Does.Contain("No space left").And.Contain("What is done is kept; finish the night with: "));
            await RunAsync("mount", "-o", "remount,size=32m", disk);
            var resumed = await CommandLine.RunAsync("nightly", "-c", _bench.Config, "--out", disk, "--quiet", "--resume");
            Assert.That(resumed.ExitCode, Is.Zero, resumed.Errors);
            Assert.That(await File.ReadAllBytesAsync(Directory.GetFiles(disk, "result.json", SearchOption.AllDirectories).Single(file => File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "plan.json")))), Is.EqualTo(expected));
        }
        finally
        {
            await RunAsync("umount", disk);
        }
    }

    private static async Task<int> KillEmulatorsAsync(Process night, int most)
    {
        var killed = new HashSet<int>();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (killed.Count < most && !night.HasExited)
        {
            foreach (var emulator in Process.GetProcessesByName("qemu-system-arm").Where(process => IsOf(night, process) && killed.Add(process.Id)).ToList())
            {
                // In the middle of its work, not before it has begun.
                await Task.Delay(250, deadline.Token);
                emulator.Kill();
            }
            await Task.Delay(10, deadline.Token);
        }
        return killed.Count;
    }

    // Between them is the shell that ends the emulator when the night is killed.
    private static bool IsOf(Process night, Process emulator) => ParentOf(ParentOf(emulator.Id)) == night.Id;

    private static int ParentOf(int process)
    {
        try
        {
            // pid (name) state ppid …, and the name may hold anything but ends with the last bracket.
            return int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
