using HilRig.Protocol;

namespace HilRig.Harness.Transports.WireLogs;

/// <summary>Records every byte of another transport, which it owns. The log is the caller's to close.</summary>
public sealed class RecordingTransport(ITransport inner, WireLogWriter log) : ITransport
{
    private int _ended;

    /// <inheritdoc/>
    public string Description => inner.Description;

    /// <inheritdoc/>
    public string? EndReason => inner.EndReason;

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count > 0)
            log.Write(WireDirection.BoardToHost, buffer.Span[..count]);
        else if (Interlocked.Exchange(ref _ended, 1) == 0)
            log.Note($"link ended: {inner.EndReason ?? "no reason known"}");
        return count;
    }

    /// <summary>Recorded before it is sent, so that a reply never stands before its request.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        log.Write(WireDirection.HostToBoard, bytes.Span);
        return inner.WriteAsync(bytes, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        // What the pump reads while closing comes from our own hanging up, not from the board.
        Interlocked.Exchange(ref _ended, 1);
        return inner.DisposeAsync();
    }
}
