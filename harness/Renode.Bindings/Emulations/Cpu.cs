using Renode.Bindings.Monitors;
using Renode.Bindings.Profiling;

namespace Renode.Bindings.Emulations;

/// <summary>A core: its counts, its state and its hooks.</summary>
public sealed class Cpu
{
    private readonly Machine _machine;

    internal Cpu(Machine machine, string name)
    {
        (_machine, Name) = (machine, name);
        Profiler = new(this);
        Opcodes = new(this);
    }

    /// <summary>As the platform description names it.</summary>
    public string Name { get; }

    /// <summary>Exact instructions per function.</summary>
    public FunctionProfiler Profiler { get; }

    /// <summary>Exact executions per opcode pattern.</summary>
    public OpcodeCounters Opcodes { get; }

    /// <summary>Instructions executed since the reset; what a sleeping core skips is not in it.</summary>
    public Task<ulong> ExecutedInstructionsAsync(CancellationToken cancellationToken = default) => NumberAsync("ExecutedInstructions", cancellationToken);

    /// <summary>Million instructions per virtual second, 100 at first: virtual time = instructions / this.</summary>
    public async Task<uint> PerformanceInMipsAsync(CancellationToken cancellationToken = default) =>
        (uint)await NumberAsync("PerformanceInMips", cancellationToken).ConfigureAwait(false);

    /// <summary>Sets <see cref="PerformanceInMipsAsync"/>.</summary>
    /// <param name="mips">1..10000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetPerformanceInMipsAsync(uint mips, CancellationToken cancellationToken = default) => mips is >= 1 and <= 10000
        ? SendAsync($"PerformanceInMips {mips}", cancellationToken)
        : throw new MonitorArgumentException($"{mips}", "MIPS are 1 to 10000");

    /// <summary>Program counter.</summary>
    public Task<ulong> ProgramCounterAsync(CancellationToken cancellationToken = default) => NumberAsync("PC", cancellationToken);

    /// <summary>What it is doing. For a machine that was started; a run that hangs in an abort is told by its own exception.</summary>
    public async Task<CpuState> StateAsync(CancellationToken cancellationToken = default) =>
        MonitorValue.Enumeration<CpuState>(await SendAsync("EmulationState", cancellationToken).ConfigureAwait(false), $"{Name} EmulationState");

    /// <summary>Whether it is halted.</summary>
    public async Task<bool> IsHaltedAsync(CancellationToken cancellationToken = default) =>
        MonitorValue.Flag(await SendAsync("IsHalted", cancellationToken).ConfigureAwait(false), $"{Name} IsHalted");

    /// <summary>Halts it, or lets it go on.</summary>
    public Task SetHaltedAsync(bool halted, CancellationToken cancellationToken = default) =>
        SendAsync($"IsHalted {(halted ? "true" : "false")}", cancellationToken);

    /// <summary>Runs Python before the instruction at an address, every time.</summary>
    /// <param name="address">Even, for Thumb code too.</param>
    /// <param name="python">One line; sees `self` (the core). An exception in it can end the process. <see cref="Faults.Fault"/> writes some.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddHookAsync(ulong address, string python, CancellationToken cancellationToken = default) =>
        SendAsync($"AddHook {MonitorArgument.Number(address)} {MonitorArgument.Text(python)}", cancellationToken);

    /// <summary>Takes all hooks away.</summary>
    public Task RemoveHooksAsync(CancellationToken cancellationToken = default) => SendAsync("RemoveAllHooks", cancellationToken);

    /// <summary>Sends a command to this core.</summary>
    internal Task<string> SendAsync(string command, CancellationToken cancellationToken) =>
        _machine.SendAsync($"{Name} {command}", null, cancellationToken);

    private async Task<ulong> NumberAsync(string property, CancellationToken cancellationToken) =>
        MonitorValue.Number(await SendAsync(property, cancellationToken).ConfigureAwait(false), $"{Name} {property}");
}
