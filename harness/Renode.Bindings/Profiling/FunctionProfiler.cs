using Renode.Bindings.Emulations;
using Renode.Bindings.Monitors;

namespace Renode.Bindings.Profiling;

/// <summary>Writes collapsed stacks: exact instructions per chain of calls. It costs speed and must be off when a snapshot is loaded.</summary>
public sealed class FunctionProfiler
{
    private readonly Cpu _cpu;

    internal FunctionProfiler(Cpu cpu) => _cpu = cpu;

    /// <summary>Starts it. The program must have been loaded as an ELF with symbols.</summary>
    /// <param name="path">The file it writes; read it with <see cref="CollapsedStack.Read"/> after <see cref="StopAsync"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task StartAsync(string path, CancellationToken cancellationToken = default) =>
        _cpu.SendAsync($"EnableProfilerCollapsedStack {MonitorArgument.FilePath(path)} true", cancellationToken);

    /// <summary>Writes what is left and ends it. What the innermost call has executed since it was entered last is not written by Renode.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _cpu.SendAsync("FlushProfiler", cancellationToken).ConfigureAwait(false);
        await _cpu.SendAsync("DisableProfiler", cancellationToken).ConfigureAwait(false);
    }
}
