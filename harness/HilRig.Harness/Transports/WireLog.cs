using System.Buffers.Binary;
using System.Diagnostics;
using HilRig.Protocol;

namespace HilRig.Harness.Transports;

/// <summary>
/// Writes every byte of both directions to <c>wire.hrt</c>: the proof that outputs came over the wire, and a replay without
/// a board. Format: "HRT1", then records of u8 direction (0 to the board, 1 from it), u64 microseconds, u32 length, bytes.
/// </summary>
public sealed class WireLog : IDisposable
{
    internal static readonly byte[] Magic = "HRT1"u8.ToArray();

    private readonly FileStream _file;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();

    public WireLog(string path)
    {
        _file = File.Create(path);
        _file.Write(Magic);
    }

    /// <summary>The same transport, its bytes recorded.</summary>
    public ITransport Record(ITransport transport) => new Recording(this, transport);

    public void Dispose() => _file.Dispose();

    private void Write(WireDirection direction, ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[13];
        header[0] = (byte)direction;
        BinaryPrimitives.WriteInt64LittleEndian(header[1..], (long)Stopwatch.GetElapsedTime(_start).TotalMicroseconds);
        BinaryPrimitives.WriteInt32LittleEndian(header[9..], bytes.Length);
        lock (_lock)
        {
            _file.Write(header);
            _file.Write(bytes);
        }
    }

    private sealed class Recording(WireLog log, ITransport inner) : ITransport
    {
        public string Description => inner.Description;

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            var count = await inner.ReadAsync(buffer, cancellation);
            log.Write(WireDirection.FromBoard, buffer.Span[..count]);
            return count;
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            log.Write(WireDirection.ToBoard, bytes.Span);
            return inner.WriteAsync(bytes, cancellation);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

/// <summary>Which way recorded bytes went.</summary>
public enum WireDirection : byte
{
    ToBoard = 0,
    FromBoard = 1,
}
