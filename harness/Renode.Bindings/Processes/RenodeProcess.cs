using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Renode.Bindings.Installations;

namespace Renode.Bindings.Processes;

/// <summary>A headless Renode process of ours: private TMPDIR and configuration, its log read, surely ended on dispose.</summary>
internal sealed class RenodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan KillDeadline = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly PrivateFolder _folder;
    private readonly Task _reading;
    private bool _disposed;

    private RenodeProcess(Process process, PrivateFolder folder, RenodeLog log)
    {
        (_process, _folder, Log) = (process, folder, log);
        // The guard's shell itself only speaks when the program cannot be executed.
        _reading = Task.WhenAll(log.ReadAllAsync(process.StandardOutput), log.ReadAllAsync(process.StandardError));
    }

    public int Id => _process.Id;

    public RenodeLog Log { get; }

    public bool HasExited => _disposed || _process.HasExited;

    public string PathOf(string name) => _folder.PathOf(name);

    /// <exception cref="RenodeStartException">The program cannot be started.</exception>
    public static RenodeProcess Start(RenodeInstallation installation, RenodeOptions options)
    {
        var folder = new PrivateFolder();
        try
        {
            return new(Process.Start(Prepared(installation, options, folder))!, folder, new RenodeLog(options.LogReceived));
        }
        catch (Win32Exception error)
        {
            folder.Dispose();
            throw new RenodeStartException($"Cannot start '{installation}': {error.Message}. Is it executable, and is .NET or Mono there?", error);
        }
    }

    /// <summary>Ends when the process has ended and its last words are read.</summary>
    public async Task WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
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

    /// <summary>The end of its log. The socket closes a moment before the last words are there, so it waits a little for them.</summary>
    public async Task<string> LastWordsAsync()
    {
        if (!_disposed)
            await WaitForExitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        return Log.Tail(12);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        // The end of its stdin is what the guard waits for.
        _process.StandardInput.Close();
        if (OperatingSystem.IsWindows())
            Kill();
        if (!await WaitForExitAsync(KillDeadline).ConfigureAwait(false))
            Kill();
        _disposed = true;
        _process.Dispose();
        _folder.Dispose();
    }

    private static ProcessStartInfo Prepared(RenodeInstallation installation, RenodeOptions options, PrivateFolder folder)
    {
        var port = options.MonitorPort.ToString(CultureInfo.InvariantCulture);
        // A configuration of its own: instances that share one wait for each other's lock. Never --plain: errors are known by their colour.
        string[] arguments = [.. installation.Arguments, "--disable-gui", "-P", port, "--config", folder.PathOf("config"), .. options.ExtraArguments];
        var info = ProcessGuard.Guarded(installation.Program, arguments);
        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" })
            info.Environment[name] = folder.FullName;
        return info;
    }

    private void Kill()
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
}
