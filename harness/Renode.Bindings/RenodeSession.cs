using Renode.Bindings.Emulations;
using Renode.Bindings.Installations;
using Renode.Bindings.Monitors;
using Renode.Bindings.Processes;

namespace Renode.Bindings;

/// <summary>A Renode of ours: started headless with its own TMPDIR and configuration, spoken to over its monitor, ended with us however we end.</summary>
public sealed class RenodeSession : IAsyncDisposable
{
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(3);
    private readonly RenodeProcess _process;

    private RenodeSession(RenodeInstallation installation, RenodeProcess process, MonitorConnection monitor)
    {
        (Installation, _process, Monitor) = (installation, process, monitor);
        Emulation = new(monitor, process.Log);
    }

    /// <summary>What was started.</summary>
    public RenodeInstallation Installation { get; }

    /// <summary>For commands these bindings have no method for.</summary>
    public MonitorConnection Monitor { get; }

    /// <summary>Machines and virtual time.</summary>
    public Emulation Emulation { get; }

    /// <summary>What it says of itself: `Renode, version 1.16.1 (…)`.</summary>
    public string Version => Monitor.Greeting.Split('\n')[0];

    /// <summary>Process id of the guard that keeps it.</summary>
    public int ProcessId => _process.Id;

    /// <summary>The last lines of its log.</summary>
    public string LogTail => _process.Log.Tail(200);

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts one.</summary>
    /// <param name="options">Null = everything by default.</param>
    /// <param name="cancellationToken">Gives up and ends it.</param>
    /// <exception cref="RenodeMissingException">None is installed.</exception>
    /// <exception cref="RenodeStartException">It did not start, or opened no monitor in time.</exception>
    public static async Task<RenodeSession> StartAsync(RenodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Check();
        var installation = options.Installation ?? RenodeInstallation.Find();
        var process = RenodeProcess.Start(installation, options);
        try
        {
            var port = await PortAsync(process, options.StartTimeout, cancellationToken).ConfigureAwait(false);
            var monitor = await MonitorConnection.ConnectAsync("127.0.0.1", port, options.CommandTimeout, process.LastWordsAsync, cancellationToken).ConfigureAwait(false);
            return new(installation, process, monitor);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A path in the session's private folder, which goes with it: for snapshots, profiles, the link of a pty.</summary>
    /// <param name="name">A file name.</param>
    public string PathOf(string name) => _process.PathOf(name);

    /// <summary>Ends when the process has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks it to quit, kills what does not, and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
                await Monitor.AskAsync("quit", QuitPatience).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RenodeException or ObjectDisposedException)
        {
            // It closes the connection instead of answering, or hangs and is killed below.
        }
        await Monitor.DisposeAsync().ConfigureAwait(false);
        await _process.DisposeAsync().ConfigureAwait(false);
    }

    // Whatever comes first: the port in its log, its end, or the deadline.
    private static async Task<int> PortAsync(RenodeProcess process, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        var ended = process.WaitForExitAsync(deadline.Token);
        await Task.WhenAny(process.Log.MonitorPort, ended).ConfigureAwait(false);
        if (process.Log.MonitorPort.IsCompletedSuccessfully)
        {
            // The waiting for its end is given up with the deadline.
            _ = ended.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return await process.Log.MonitorPort.ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        var state = process.HasExited ? "ended" : $"opened no monitor within {timeout.TotalSeconds:0.###} s";
        throw new RenodeStartException($"Renode {state}. Its last words: {process.Log.Tail(12)}");
    }
}
