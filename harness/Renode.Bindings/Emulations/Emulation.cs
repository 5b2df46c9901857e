using System.Text.RegularExpressions;
using Renode.Bindings.Monitors;
using Renode.Bindings.Processes;

namespace Renode.Bindings.Emulations;

/// <summary>All machines of a session and the virtual time they share.</summary>
public sealed partial class Emulation
{
    // A reply on its way when the abort shows in the log still arrives.
    private static readonly TimeSpan AbortGrace = TimeSpan.FromMilliseconds(300);
    private readonly MonitorConnection _monitor;
    private readonly RenodeLog _log;

    internal Emulation(MonitorConnection monitor, RenodeLog log) => (_monitor, _log) = (monitor, log);

    /// <summary>The first core that was aborted since the last run began; for an emulation that was started and runs by itself.</summary>
    public Task<CpuAbort> Aborted => _log.Abort;

    /// <summary>Creates a machine and selects it.</summary>
    /// <param name="name">Any text but `monitor`, which the prompt shows when none is selected.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Machine> CreateMachineAsync(string name, CancellationToken cancellationToken = default)
    {
        CheckName(name);
        await _monitor.SendAsync($"mach create {MonitorArgument.Text(name)}", null, cancellationToken).ConfigureAwait(false);
        return new(name, _monitor);
    }

    /// <summary>A machine that is there, such as after <see cref="LoadAsync"/>.</summary>
    public Machine Machine(string name)
    {
        CheckName(name);
        return new(name, _monitor);
    }

    /// <summary>Names of the machines, in order.</summary>
    public async Task<IReadOnlyList<string>> MachineNamesAsync(CancellationToken cancellationToken = default)
    {
        // `mach` without arguments is an error that comes with the list.
        var reply = await _monitor.AskAsync("mach", null, cancellationToken).ConfigureAwait(false);
        return [.. MachineLine().Matches(reply.Text).Select(match => match.Groups[1].Value.TrimEnd())];
    }

    /// <summary>
    /// Lets virtual time pass and waits for it. At n MIPS a second is exactly n million instructions of each core, however long the host takes.
    /// </summary>
    /// <param name="time">Virtual time, at least a microsecond.</param>
    /// <param name="deadline">Wall-clock time it may take.</param>
    /// <param name="cancellationToken">Gives up; the monitor cannot be used afterwards.</param>
    /// <exception cref="CpuCrashedException">A core was aborted: Renode would wait for ever.</exception>
    /// <exception cref="MonitorTimeoutException">Slow: the deadline passed without an abort.</exception>
    public async Task RunForAsync(TimeSpan time, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        var command = $"emulation RunFor {MonitorArgument.Time(time)}";
        _log.ForgetAborts();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = _monitor.SendAsync(command, deadline, giveUp.Token);
        var abort = _log.Abort;
        if (await Task.WhenAny(run, abort).ConfigureAwait(false) == abort
            && await Task.WhenAny(run, Task.Delay(AbortGrace, cancellationToken)).ConfigureAwait(false) != run)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            _ = run.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new CpuCrashedException(await abort.ConfigureAwait(false));
        }
        await run.ConfigureAwait(false);
    }

    /// <summary>Starts all machines and returns; they run until <see cref="PauseAsync"/>.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _log.ForgetAborts();
        await _monitor.SendAsync("start", null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Pauses all machines.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default) => _monitor.SendAsync("pause", null, cancellationToken);

    /// <summary>Whether virtual time runs as fast as it can, instead of no faster than the wall clock.</summary>
    public Task SetAdvanceImmediatelyAsync(bool immediately, CancellationToken cancellationToken = default) =>
        _monitor.SendAsync($"emulation SetGlobalAdvanceImmediately {(immediately ? "true" : "false")}", null, cancellationToken);

    /// <summary>The time after which cores and the outside world meet: bytes from the host enter a UART at its boundaries. 100 µs at first.</summary>
    /// <param name="quantum">At least a microsecond; shorter answers faster and computes slower.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetQuantumAsync(TimeSpan quantum, CancellationToken cancellationToken = default) =>
        _monitor.SendAsync($"emulation SetGlobalQuantum {MonitorArgument.Time(quantum)}", null, cancellationToken);

    /// <summary>Virtual time since the emulation began, to 100 ns.</summary>
    public async Task<TimeSpan> ElapsedVirtualTimeAsync(CancellationToken cancellationToken = default)
    {
        const string Command = "emulation GetTimeSourceInfo";
        return MonitorValue.Time(await _monitor.SendAsync(Command, null, cancellationToken).ConfigureAwait(false), Command);
    }

    /// <summary>Writes the state of everything to a file: 0.5 to 2 s. Sockets and ptys are not in it.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) =>
        _monitor.SendAsync($"Save {MonitorArgument.FilePath(path)}", null, cancellationToken);

    /// <summary>
    /// Replaces everything by a saved state. No machine is selected then; get them with <see cref="Machine"/>. Disable profilers first: one that runs can
    /// end the process.
    /// </summary>
    public Task LoadAsync(string path, CancellationToken cancellationToken = default) =>
        _monitor.SendAsync($"Load {MonitorArgument.FilePath(path)}", null, cancellationToken);

    /// <summary>Takes everything away.</summary>
    public Task ClearAsync(CancellationToken cancellationToken = default) => _monitor.SendAsync("Clear", null, cancellationToken);

    private static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name == "monitor" || name != name.Trim())
            throw new MonitorArgumentException(name, "a machine's name is any text but `monitor`, without blanks around it");
    }

    [GeneratedRegex(@"^\t\d+: (.+)$", RegexOptions.Multiline)]
    private static partial Regex MachineLine();
}
