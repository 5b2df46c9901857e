using System.Text.Json.Serialization;

namespace HilRig.Harness.Boards;

/// <summary>One way to run a board without hardware.</summary>
public sealed record BoardEmulator
{
    /// <summary>`qemu`, `renode` or `process`.</summary>
    public required string Kind { get; init; }

    /// <summary>QEMU's name of the machine; Renode's platform description, a file in the board's folder; none for `process`.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Machine { get; init; }

    /// <summary>The peripheral that is the link, `sysbus.usart2`; `renode` only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Uart { get; init; }

    /// <summary>Further arguments, each one argument.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>How the board's memory window becomes a file on the host; null when it cannot.</summary>
    public BoardWindow? Window { get; init; }
}

/// <summary>Memory that board and host share.</summary>
public sealed record BoardWindow
{
    /// <summary>Size used when the file does not say one, in bytes.</summary>
    public const long DefaultBytes = 16 * 1024 * 1024;

    /// <summary>Where the board sees it, `0x21000000`; null where it maps the file itself.</summary>
    public string? Address { get; init; }

    /// <summary>Size, 1..2^31 - 1.</summary>
    public long Bytes { get; init; } = DefaultBytes;

    /// <summary>The machine's RAM is given by QEMU's `memory-backend-file`.</summary>
    public bool MemoryBackend { get; init; }

    /// <summary>Size of the whole RAM that the machine wants from its backend; null where that is the window.</summary>
    public long? BackendBytes { get; init; }

    /// <summary>Where the window begins in the backend, a multiple of 4096.</summary>
    public long BackendOffset { get; init; }

    internal long FileBytes => BackendBytes ?? Bytes;

    /// <summary>Option of a program that maps the file itself, `--memory`.</summary>
    public string? Option { get; init; }
}
