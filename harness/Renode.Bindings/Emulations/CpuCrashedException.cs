using Renode.Bindings.Processes;

namespace Renode.Bindings.Emulations;

/// <summary>
/// A core was aborted, so the time that was to pass never will: a crash of the program, not a slow emulation. The monitor waits for ever; dispose the session.
/// </summary>
public sealed class CpuCrashedException : RenodeException
{
    internal CpuCrashedException(CpuAbort abort)
        : base($"Core '{abort.Cpu}' crashed at 0x{abort.ProgramCounter:X8}: {abort.Reason} "
            + "Dispose the session; the program, its load address or its vector table is at fault.") => Abort = abort;

    /// <summary>Which core, where, why.</summary>
    public CpuAbort Abort { get; }
}
