namespace HilRig.Harness.Transports.WireLogs;

/// <summary>
/// `wire.hrt`, version 1, little-endian. Header: `u8[4] "HRTW"`, `u16 version`, `u16 description bytes`, `i64 start` (microseconds of Unix time),
/// the description in UTF-8. Then records: `u8 direction`, `u64 microseconds` since the start (monotonic), `u32 length`, the bytes.
/// A file may end inside a record: the host was killed while writing.
/// </summary>
public static class WireLogFormat
{
    /// <summary>The version written and read.</summary>
    public const ushort Version = 1;

    /// <summary>Header without the description, in bytes.</summary>
    public const int HeaderBytes = 16;

    /// <summary>A record without its bytes.</summary>
    public const int RecordBytes = 13;

    /// <summary>Longest record, in bytes; a larger length in a file means it is damaged.</summary>
    public const int MaxRecordBytes = 1 << 20;

    /// <summary>First four bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "HRTW"u8;
}
