using System.Text.Json;
using System.Text.Json.Serialization;

namespace HilRig.Harness.Boards;

/// <summary>A board as <c>firmware/boards/&lt;id&gt;/board.json</c> describes it.</summary>
public sealed record BoardDescription
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The folder's name.</summary>
    public required string Id { get; init; }

    public required string Description { get; init; }

    /// <summary><c>Cortex-M4F</c>, or the host's name.</summary>
    public required string Core { get; init; }

    public required string Mcu { get; init; }

    /// <summary>Core clock; 0 where there is none.</summary>
    public required long ClockHz { get; init; }

    public required int ArenaBytes { get; init; }

    /// <summary>Memory the host sees too; null for none.</summary>
    public WindowDescription? Window { get; init; }

    public required EmulatorDescription Emulator { get; init; }

    /// <exception cref="UsageException">Not readable, unknown or missing keys, or an id that is not the folder's name.</exception>
    public static BoardDescription Read(string path)
    {
        try
        {
            var board = JsonSerializer.Deserialize<BoardDescription>(File.ReadAllText(path), Options)
                ?? throw new UsageException($"{path} holds null");
            return board.Id == Path.GetFileName(Path.GetDirectoryName(path))
                ? board
                : throw new UsageException($"{path} says id '{board.Id}'; it must be the folder's name");
        }
        catch (JsonException error)
        {
            throw new UsageException($"{path}: {error.Message}", error);
        }
    }
}

/// <summary>Shared memory between board and host.</summary>
/// <param name="Address">On the board, for people: <c>0x21000000</c>.</param>
public sealed record WindowDescription(string Address, int Bytes);

/// <summary>What runs the board here.</summary>
/// <param name="Kind"><c>qemu</c>, or <c>process</c> for the desktop build.</param>
/// <param name="Machine">QEMU's machine.</param>
/// <param name="Args">Further arguments.</param>
public sealed record EmulatorDescription(string Kind, string? Machine = null, IReadOnlyList<string>? Args = null);
