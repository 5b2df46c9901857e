using HilRig.Harness.Boards;

namespace HilRig.Harness.Emulators;

/// <summary>Something that runs a board's firmware without the board.</summary>
public interface IEmulator
{
    /// <summary>As in `board.json`: `qemu`, `renode`, `process`.</summary>
    string Kind { get; }

    /// <summary>Starts a board; disposing the result ends it.</summary>
    /// <exception cref="EmulatorMissingException">The emulator is not installed.</exception>
    /// <exception cref="EmulatorStartException">It or the firmware did not start.</exception>
    Task<EmulatedBoard> StartAsync(BoardDescription board, EmulatorStart start, CancellationToken cancellationToken);
}
