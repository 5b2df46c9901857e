namespace HilRig.Harness.Transports.WireLogs;

/// <summary>One read or write of a link.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Microseconds">Monotonic time since the log began.</param>
/// <param name="Bytes">As they travelled.</param>
public sealed record WireRecord(WireDirection Direction, ulong Microseconds, ReadOnlyMemory<byte> Bytes);
