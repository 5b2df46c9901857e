namespace HilRig.Harness.Recovery;

/// <summary>Closes the board and opens it anew: an emulator is started again, a port is opened again.</summary>
/// <param name="name">For reports.</param>
/// <param name="open">Opens it.</param>
/// <param name="before">What is done while it is closed; null for nothing.</param>
public sealed class Reopen(
    string name, Func<CancellationToken, Task<BoardSession>> open, Func<CancellationToken, Task>? before = null) : IResetRung
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<BoardSession> TryAsync(BoardSession session, CancellationToken cancellation)
    {
        await session.DisposeAsync().ConfigureAwait(false);
        if (before is not null)
            await before(cancellation).ConfigureAwait(false);
        return await open(cancellation).ConfigureAwait(false);
    }
}
