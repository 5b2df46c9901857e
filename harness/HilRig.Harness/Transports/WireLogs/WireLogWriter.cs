using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace HilRig.Harness.Transports.WireLogs;

/// <summary>Writes `wire.hrt`. Each record reaches the operating system at once, so that a killed run keeps its log. Thread-safe.</summary>
public sealed class WireLogWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();

    /// <summary>Writes to a stream, which it then owns.</summary>
    public WireLogWriter(Stream stream, string description)
    {
        _stream = stream;
        var text = Encoding.UTF8.GetBytes(description);
        Span<byte> header = stackalloc byte[WireLogFormat.HeaderBytes];
        WireLogFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], WireLogFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)text.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        _stream.Write([.. header, .. text]);
    }

    /// <summary>Creates or overwrites a file.</summary>
    public static WireLogWriter Create(string path, string description) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), description);

    /// <summary>Appends one record; longer ones are split at 1 MiB.</summary>
    public void Write(WireDirection direction, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var now = (ulong)Stopwatch.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond;
            for (; bytes.Length > WireLogFormat.MaxRecordBytes; bytes = bytes[WireLogFormat.MaxRecordBytes..])
                WriteRecord(direction, now, bytes[..WireLogFormat.MaxRecordBytes]);
            WriteRecord(direction, now, bytes);
        }
    }

    /// <summary>Appends a remark of the host.</summary>
    public void Note(string text) => Write(WireDirection.Note, Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        lock (_gate)
            _stream.Dispose();
    }

    private void WriteRecord(WireDirection direction, ulong microseconds, ReadOnlySpan<byte> bytes)
    {
        var record = new byte[WireLogFormat.RecordBytes + bytes.Length];
        record[0] = (byte)direction;
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(1), microseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(9), (uint)bytes.Length);
        bytes.CopyTo(record.AsSpan(WireLogFormat.RecordBytes));
        _stream.Write(record);
    }
}
