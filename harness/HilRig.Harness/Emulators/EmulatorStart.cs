namespace HilRig.Harness.Emulators;

/// <summary>How a board is started.</summary>
/// <param name="ProgramPath">The firmware: an ELF, or the host build's program.</param>
public sealed record EmulatorStart(string ProgramPath)
{
    /// <summary>Whether the memory window becomes a <see cref="SharedWindow"/>, where the board can; else everything goes over the wire.</summary>
    public bool ShareWindow { get; init; } = true;

    /// <summary>Model image to lie in the board's flash at the start; null for none. Only for boards with an image slot in flash.</summary>
    public byte[]? FlashedImage { get; init; }

    /// <summary>File or named pipe that the emulator logs every executed block to, many times slower; null for none. QEMU only.</summary>
    public string? TracePath { get; init; }

    /// <summary>Time for the link to come up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <exception cref="EmulatorStartException">The program is not there.</exception>
    internal void CheckProgram(string boardId)
    {
        if (!File.Exists(ProgramPath))
            throw new EmulatorStartException($"The firmware '{ProgramPath}' does not exist. Build it: make -C firmware BOARD={boardId}");
    }
}
