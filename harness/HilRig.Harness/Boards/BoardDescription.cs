using System.Text.Json.Serialization;

namespace HilRig.Harness.Boards;

/// <summary>`firmware/boards/ID/board.json`, schema version 1.</summary>
public sealed record BoardDescription
{
    /// <summary>1.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The folder's name, e.g. `mps2-an386`.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>`cortex-m4f`, or `host`.</summary>
    public required string Core { get; init; }

    /// <summary>What HELLO answers as MCU.</summary>
    public required string Mcu { get; init; }

    /// <summary>Core clock in hertz, more than 0.</summary>
    public required long ClockHz { get; init; }

    /// <summary>File name of the firmware in `firmware/build/ID/`.</summary>
    public required string Program { get; init; }

    public required BoardMemory Memory { get; init; }

    public required BoardCounter Counter { get; init; }

    public required BoardLink Link { get; init; }

    /// <summary>What flashes it; null for boards that are only emulated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoardFlash? Flash { get; init; }

    /// <summary>What can run it without hardware; none for a physical board only.</summary>
    public required IReadOnlyList<BoardEmulator> Emulators { get; init; }

    /// <summary>The folder the description was read from, which holds what belongs to the board alone; null when it came from no file.</summary>
    // Not public: a key `folder` in the file is unknown and refused like any other.
    internal string? Folder { get; init; }

    /// <summary>The emulator of <paramref name="kind"/>, e.g. `qemu`.</summary>
    /// <exception cref="BoardFileException">The board has none.</exception>
    public BoardEmulator EmulatorOf(string kind) => Emulators.FirstOrDefault(emulator => emulator.Kind == kind)
        ?? throw new BoardFileException(
            $"Board '{Id}' has no emulator of kind '{kind}', only: {string.Join(", ", Emulators.Select(emulator => emulator.Kind).DefaultIfEmpty("none"))}.");
}

/// <summary>Sizes in bytes.</summary>
public sealed record BoardMemory
{
    public required long ArenaBytes { get; init; }

    public required long BiasRamBytes { get; init; }

    public required long ImageBytes { get; init; }

    /// <summary>Where an image slot in flash lies, `0x08040000`; null where the slot is RAM, which the wire or the window fills.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ImageInFlash { get; init; }

    /// <summary>0 when it is not measured.</summary>
    public required long StackBytes { get; init; }
}

/// <summary>What the board counts with: ticks * numerator / denominator = unit.</summary>
public sealed record BoardCounter
{
    /// <summary>`none`, `cycles`, `instructions` or `nanoseconds`.</summary>
    public required string Unit { get; init; }

    public required long Numerator { get; init; }

    public required long Denominator { get; init; }

    /// <summary>Which counter, and when it tells the truth.</summary>
    public required string Description { get; init; }
}

/// <summary>How frames travel.</summary>
public sealed record BoardLink
{
    /// <summary>`uart` or `stdio`.</summary>
    public required string Kind { get; init; }

    /// <summary>Bits per second of a `uart`.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Baud { get; init; }
}

/// <summary>How a physical board is flashed.</summary>
public sealed record BoardFlash
{
    /// <summary>
    /// Flashers that can, in the order they are tried, each with its own name of the chip or board: `"openocd": "board/st_nucleo_f4.cfg"`,
    /// `"uf2": "0xe48bff56"`, `"st-flash": "auto"`.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Targets { get; init; }
}
