using HilRig.Harness.Devices;
using HilRig.Harness.Transports.ChildProcesses;

namespace HilRig.Harness.Recovery;

/// <summary>A command of the user's, run by the shell.</summary>
internal static class ShellCommand
{
    /// <exception cref="ResetCommandException">It failed, with its exit code and last words.</exception>
    public static async Task RunAsync(string command, CancellationToken cancellation)
    {
        // Its words on stdout join those on stderr, which are kept.
        await using var process = ChildProcess.Start("/bin/sh", ["-c", "exec >&2; eval \"$0\"", command], "the reset command");
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new ResetCommandException(command, process.EndReason);
    }
}

/// <summary>The user's command to restart a board failed.</summary>
public sealed class ResetCommandException(string command, string why) : InfrastructureException($"'{command}' did not restart the board: {why}.");
