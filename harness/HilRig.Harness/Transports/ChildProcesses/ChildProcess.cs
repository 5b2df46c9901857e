using System.ComponentModel;
using System.Diagnostics;
using HilRig.Harness.Emulators;

namespace HilRig.Harness.Transports.ChildProcesses;

/// <summary>A process we started and end: keeps its last words on stderr, and is killed with its children on dispose.</summary>
public sealed class ChildProcess : IEmulatorProcess
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KillDeadline = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly TextTail _errors = new();
    private readonly Task _reading;
    private int _disposed;

    private ChildProcess(Process process, string name)
    {
        _process = process;
        Id = process.Id;
        Name = name;
        _reading = _errors.ReadAllAsync(process.StandardError);
    }

    /// <summary>Process id.</summary>
    public int Id { get; }

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>The last 16 kB it wrote to stderr.</summary>
    public string StandardError => _errors.Text.Trim();

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => Volatile.Read(ref _disposed) == 0 && _process.HasExited ? _process.ExitCode : null;

    /// <summary>Why the link to it ended: exit code and last words.</summary>
    public string EndReason => (ExitCode is { } code ? $"{Name} ended with exit code {code}" : $"{Name} (pid {Id}) closed the link but runs on")
        + (StandardError.Length > 0 ? $", stderr: {StandardError}" : ", nothing on stderr");

    internal Stream Input => _process.StandardInput.BaseStream;

    internal Stream Output => _process.StandardOutput.BaseStream;

    /// <param name="program">Path or name on PATH.</param>
    /// <param name="arguments">Each one argument; no shell is between.</param>
    /// <param name="name">What to call it in messages; null for the program's file name.</param>
    /// <exception cref="TransportOpenException">The program cannot be started.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? name = null)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new ChildProcess(Process.Start(info)!, name ?? Path.GetFileName(program));
        }
        catch (Win32Exception error)
        {
            throw new TransportOpenException($"Cannot start '{program}': {error.Message}. Is it built, installed and executable?", error);
        }
    }

    /// <summary>Ends when the process has ended and its last words are read.</summary>
    public async Task WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Why the link to it ended. A pipe or socket closes a moment before the exit code is known, and the exit code is what one wants to read.
    /// </summary>
    public async Task<string> FindEndReasonAsync()
    {
        await WaitForExitAsync(EndPatience).ConfigureAwait(false);
        return EndReason;
    }

    /// <summary>Waits at most <paramref name="patience"/>.</summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> WaitForExitAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            await WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Kills it with its children, if it still runs.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It ended by itself between the question and the kill: what was wanted.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Volatile.Read(ref _disposed) != 0)
            return;
        Kill();
        await WaitForExitAsync(KillDeadline).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _process.Dispose();
    }
}
