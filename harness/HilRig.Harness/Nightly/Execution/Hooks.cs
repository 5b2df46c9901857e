using HilRig.Harness.Devices;
using HilRig.Harness.Nightly.Config;
using HilRig.Harness.Transports.ChildProcesses;

namespace HilRig.Harness.Nightly.Execution;

/// <summary>The config's shell commands around a night and its jobs.</summary>
internal sealed class Hooks(HookConfig hooks, string run)
{
    /// <exception cref="HookException">It failed or took too long.</exception>
    public Task BeforeAsync(CancellationToken cancellation) => RunAsync("before", hooks.Before, [], cancellation);

    /// <exception cref="HookException">It failed or took too long.</exception>
    public Task AfterAsync(int exitCode, CancellationToken cancellation) =>
        RunAsync("after", hooks.After, [("HILRIG_EXIT_CODE", $"{exitCode}")], cancellation);

    /// <exception cref="HookException">It failed or took too long.</exception>
    public Task BeforeJobAsync(string job, string target, CancellationToken cancellation) =>
        RunAsync("before-job", hooks.BeforeJob, Job(job, target), cancellation);

    /// <exception cref="HookException">One of them failed or took too long.</exception>
    public async Task AfterJobAsync(string job, string target, string outcome, CancellationToken cancellation)
    {
        (string, string)[] about = [.. Job(job, target), ("HILRIG_OUTCOME", outcome)];
        await RunAsync("after-job", hooks.AfterJob, about, cancellation);
        if (outcome != Reporting.Records.Nightly.Outcomes.Pass)
            await RunAsync("on-failure", hooks.OnFailure, about, cancellation);
    }

    private static (string, string)[] Job(string job, string target) => [("HILRIG_JOB", job), ("HILRIG_TARGET", target)];

    private async Task RunAsync(string name, string? command, IEnumerable<(string Name, string Value)> about, CancellationToken cancellation)
    {
        if (command is null)
            return;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(hooks.Timeout));
        // The words about the job are arguments of env, so that no text of a user's is read by the shell.
        var set = about.Prepend(("HILRIG_RUN", run)).Select(pair => $"{pair.Item1}={pair.Item2}");
        await using var process = ChildProcess.Start("/usr/bin/env", [.. set, "/bin/sh", "-c", "exec >&2; eval \"$0\"", command], $"the {name} hook");
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HookException(name, command, $"it took more than {hooks.Timeout:0.#} s (hooks.timeout)");
        }
        if (process.ExitCode != 0)
            throw new HookException(name, command, process.EndReason);
    }
}

/// <summary>A hook failed.</summary>
public sealed class HookException(string hook, string command, string why) : InfrastructureException($"the {hook} hook '{command}' failed: {why}");
