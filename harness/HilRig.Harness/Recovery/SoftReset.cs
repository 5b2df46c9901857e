using HilRig.Harness.Devices;

namespace HilRig.Harness.Recovery;

/// <summary>RESET over the wire. A board that reported a crash obeys it too.</summary>
public sealed class SoftReset : IResetRung
{
    /// <inheritdoc/>
    public string Name => "soft reset";

    /// <inheritdoc/>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<BoardSession> TryAsync(BoardSession session, CancellationToken cancellation)
    {
        await session.Device.ResetAsync(cancellation).ConfigureAwait(false);
        return session;
    }
}
