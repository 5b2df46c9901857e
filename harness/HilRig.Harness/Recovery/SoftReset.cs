using HilRig.Harness.Devices;

namespace HilRig.Harness.Recovery;

/// <summary>RESET over the wire. A board that reported a crash obeys it too.</summary>
/// <param name="reset">How, where it is more than RESET; null for RESET.</param>
public sealed class SoftReset(Func<BoardSession, CancellationToken, Task<BoardSession>>? reset = null) : IResetRung
{
    /// <inheritdoc/>
    public string Name => "soft reset";

    /// <inheritdoc/>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<BoardSession> TryAsync(BoardSession session, CancellationToken cancellation)
    {
        if (reset is not null)
            return await reset(session, cancellation).ConfigureAwait(false);
        await session.Device.ResetAsync(cancellation).ConfigureAwait(false);
        return session;
    }
}
