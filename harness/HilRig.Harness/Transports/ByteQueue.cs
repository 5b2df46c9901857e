using System.Threading.Channels;

namespace HilRig.Harness.Transports;

/// <summary>Bytes from one thread to another in chunks, read in pieces of any size. One writer, one reader; a full queue stops the writer.</summary>
internal sealed class ByteQueue
{
    private const int ChunksHeld = 256;
    private readonly Channel<byte[]> _chunks = Channel.CreateBounded<byte[]>(ChunksHeld);
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Waits for room. An empty chunk is nothing.</summary>
    public ValueTask WriteAsync(byte[] chunk, CancellationToken cancellationToken) => _chunks.Writer.WriteAsync(chunk, cancellationToken);

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _chunks.Writer.TryComplete();

    /// <summary>Waits for bytes; 0 when all are read and nothing more comes.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_rest.Length == 0)
        {
            if (!await _chunks.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                return 0;
            if (_chunks.Reader.TryRead(out var next))
                _rest = next;
        }
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }
}
