using Renode.Bindings;

namespace HilRig.Harness.Emulators.Renode;

/// <summary>A session as a board's process.</summary>
internal sealed class RenodeBoardProcess(RenodeSession session) : IEmulatorProcess
{
    /// <inheritdoc/>
    public int Id => session.ProcessId;

    /// <inheritdoc/>
    public string StandardError => session.LogTail;

    /// <summary>0 when it has ended: Renode has no other exit code.</summary>
    public int? ExitCode => session.HasExited ? 0 : null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();
}
