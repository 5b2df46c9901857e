namespace HilRig.Harness.Recovery;

/// <summary>Where a board comes from, and what brings it back when it is gone.</summary>
public interface IBoardSource
{
    /// <summary>As the user named it.</summary>
    string Name { get; }

    /// <summary>Whether opening it puts a model image into its flash, as an emulator does; a physical board is flashed before.</summary>
    bool FlashesAtStart { get; }

    /// <summary>Opens it.</summary>
    /// <param name="flashedImage">Model image to lie in its flash from now on, also after it was brought back; null for what lies there.</param>
    /// <exception cref="Devices.InfrastructureException">It cannot be started or does not answer.</exception>
    Task<BoardSession> OpenAsync(byte[]? flashedImage, CancellationToken cancellation);

    /// <summary>The ways to bring it back, gentlest first.</summary>
    IReadOnlyList<IResetRung> Rungs { get; }
}

/// <summary>One way to bring a board back.</summary>
public interface IResetRung
{
    /// <summary>For reports: `soft reset`, `DTR/RTS`.</summary>
    string Name { get; }

    /// <summary>How long it may take.</summary>
    TimeSpan Deadline { get; }

    /// <summary>Restarts the board. The session given may be dead; it is the rung's to close when it returns another.</summary>
    /// <returns>A session that has answered HELLO: the same, or a new one.</returns>
    /// <exception cref="Devices.InfrastructureException">It did not help.</exception>
    Task<BoardSession> TryAsync(BoardSession session, CancellationToken cancellation);
}
