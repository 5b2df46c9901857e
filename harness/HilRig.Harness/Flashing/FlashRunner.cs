using HilRig.Harness.Boards.Attached;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.ChildProcesses;
using Serilog;

namespace HilRig.Harness.Flashing;

/// <summary>Does what a plan says, each step within its deadline.</summary>
/// <param name="drives">Finds a probe's drive.</param>
/// <param name="path">PATH.</param>
/// <param name="log">Told of each step.</param>
public sealed class FlashRunner(UsbDrives drives, string path, ILogger log)
{
    private const int WordsShown = 2_000;

    /// <exception cref="FlashFailedException">A step failed or took too long.</exception>
    public async Task RunAsync(FlashPlan plan, TimeSpan deadline, CancellationToken cancellation)
    {
        foreach (var step in plan.Steps)
        {
            log.Information("Flashing: {Step}", step.ToString());
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timer.CancelAfter(deadline);
            try
            {
                await DoAsync(step, timer.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new FlashFailedException(step, $"it did not end within {deadline.TotalSeconds:F0} s", string.Empty);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new FlashFailedException(step, error.Message.TrimEnd('.'), string.Empty);
            }
        }
    }

    private Task DoAsync(FlashStep step, CancellationToken token) => step switch
    {
        WriteStep write => File.WriteAllTextAsync(write.Path, write.Text, token),
        CopyStep copy => CopyAsync(copy, token),
        RunStep run => RunAsync(run, token),
        _ => throw new InvalidOperationException($"there is no step {step.GetType().Name}"),
    };

    private async Task RunAsync(RunStep step, CancellationToken token)
    {
        // Its words on stdout join those on stderr, which are kept; exec makes it the process that is ended at the deadline.
        await using var process = Start(step);
        await process.WaitForExitAsync(token);
        if (process.ExitCode != 0)
            throw new FlashFailedException(step, FlashCauses.Of(process.ExitCode, process.StandardError), Tail(process.StandardError));
    }

    private ChildProcess Start(RunStep step)
    {
        var program = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, step.Program))
            .FirstOrDefault(File.Exists) ?? throw new FlashFailedException(step, $"{step.Program} is not on PATH", string.Empty);
        try
        {
            return ChildProcess.Start("/bin/sh", ["-c", "exec \"$0\" \"$@\" >&2 </dev/null", program, .. step.Arguments], step.Program);
        }
        catch (TransportOpenException error)
        {
            throw new FlashFailedException(step, error.Message, string.Empty);
        }
    }

    private async Task CopyAsync(CopyStep step, CancellationToken token)
    {
        var drive = drives.Find(step.Probe.Serial, step.Marker);
        var target = Path.Combine(drive, Path.GetFileName(step.Path));
        await using (var from = File.OpenRead(step.Path))
        await using (var to = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, 65_536, FileOptions.WriteThrough))
        {
            await from.CopyToAsync(to, token);
            to.Flush(flushToDisk: true);
        }
        // A probe that refuses shows this file when its drive comes back.
        var refusal = Path.Combine(drive, "FAIL.TXT");
        if (File.Exists(refusal))
            throw new FlashFailedException(step, "the probe refused the file", Tail(await File.ReadAllTextAsync(refusal, token)));
    }

    private static string Tail(string words) => words.Length <= WordsShown ? words : "…" + words[^WordsShown..];
}
