using System.Text.Json;
using System.Text.Json.Serialization;

namespace HilRig.Harness.Boards;

/// <summary>A board as <c>firmware/boards/&lt;id&gt;/board.json</c> describes it.</summary>
public sealed record BoardDescription
{
    /// <summary>The schema this version reads.</summary>
    public const int CurrentSchema = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required int SchemaVersion { get; init; }

    /// <summary>The folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary><c>cortex-m4f</c>, or <c>host</c>.</summary>
    public required string Core { get; init; }

    public required string Mcu { get; init; }

    /// <summary>Core clock.</summary>
    public required long ClockHz { get; init; }

    /// <summary>Name of the built file: <c>hilrig.elf</c>.</summary>
    public required string Program { get; init; }

    public required BoardMemory Memory { get; init; }

    public required BoardCounter Counter { get; init; }

    public required BoardLink Link { get; init; }

    /// <summary>What can run the board without the hardware; empty for silicon only.</summary>
    public IReadOnlyList<BoardEmulator> Emulators { get; init; } = [];

    /// <exception cref="UsageException">Not readable, unknown or missing keys, another schema, or an id that is not the folder's name.</exception>
    public static BoardDescription Read(string path)
    {
        try
        {
            var board = JsonSerializer.Deserialize<BoardDescription>(File.ReadAllText(path), Options)
                ?? throw new UsageException($"{path} holds null");
            if (board.SchemaVersion != CurrentSchema)
                throw new UsageException($"{path} has schema {board.SchemaVersion}, this version reads {CurrentSchema}");
            return board.Id == Path.GetFileName(Path.GetDirectoryName(path))
                ? board
                : throw new UsageException($"{path} says id '{board.Id}'; it must be the folder's name");
        }
        catch (JsonException error)
        {
            throw new UsageException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>The way to emulate the board with the given kind of emulator.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public BoardEmulator Emulator(string kind) => Emulators.FirstOrDefault(e => e.Kind == kind)
        ?? throw new UsageException($"board {Id} does not run under {kind}; it has {string.Join(", ", Emulators.Select(e => e.Kind).DefaultIfEmpty("no emulator"))}");
}

/// <summary>Bytes the firmware keeps for a model.</summary>
public sealed record BoardMemory(int ArenaBytes, int BiasRamBytes, int ImageBytes, int StackBytes);

/// <summary>What the board's counter counts: ticks * numerator / denominator = units.</summary>
public sealed record BoardCounter(string Unit, int Numerator, int Denominator, string Description);

/// <summary>How the wire reaches the board.</summary>
/// <param name="Kind"><c>uart</c>, or <c>stdio</c> for the desktop build.</param>
public sealed record BoardLink(string Kind, int? Baud = null);

/// <summary>What runs the board here.</summary>
/// <param name="Kind"><c>qemu</c>, or <c>process</c> for the desktop build.</param>
/// <param name="Machine">QEMU's machine.</param>
public sealed record BoardEmulator(string Kind, IReadOnlyList<string> Arguments, string? Machine = null, BoardWindow? Window = null);

/// <summary>Memory that host and board share.</summary>
/// <param name="Address">On the board, for people: <c>0x21000000</c>.</param>
/// <param name="MemoryBackend">QEMU: the machine's memory backend is this window.</param>
/// <param name="Option">Desktop build: the argument that names the window's file.</param>
public sealed record BoardWindow(string? Address = null, int Bytes = BoardWindow.DefaultBytes, bool MemoryBackend = false, string? Option = null)
{
    private const int DefaultBytes = 16 << 20;
}
