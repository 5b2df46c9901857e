namespace HilRig.Harness.Transports.ChildProcesses;

/// <summary>`process:PROGRAM`: a firmware built for the desktop, spoken to over its stdin and stdout.</summary>
public sealed class ProcessTransport : StreamTransport
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private ProcessTransport(ChildProcess process)
        : base(process.Output, process.Input, $"process:{process.Name} (pid {process.Id})", process.FindEndReasonAsync) => Process = process;

    /// <summary>The child; it is this transport's to end.</summary>
    public ChildProcess Process { get; }

    /// <param name="program">Path or name on PATH.</param>
    /// <param name="arguments">Each one argument.</param>
    /// <exception cref="TransportOpenException">The program cannot be started.</exception>
    public static ProcessTransport Start(string program, params IEnumerable<string> arguments) => new(ChildProcess.Start(program, arguments));

    /// <summary>End of file asks the process to end; who does not listen is killed.</summary>
    protected override async ValueTask CloseAsync()
    {
        await CloseQuietlyAsync(Process.Input).ConfigureAwait(false);
        await Process.WaitForExitAsync(EndPatience).ConfigureAwait(false);
        await Process.DisposeAsync().ConfigureAwait(false);
        await base.CloseAsync().ConfigureAwait(false);
    }
}
