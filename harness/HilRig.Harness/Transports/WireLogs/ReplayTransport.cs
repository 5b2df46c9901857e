using HilRig.Protocol;

namespace HilRig.Harness.Transports.WireLogs;

/// <summary>
/// Plays the board of a wire log: gives a record's bytes once the host has written all it had written before them then,
/// and refuses a host that writes something else.
/// </summary>
public sealed class ReplayTransport : ITransport
{
    private readonly string _description;
    private readonly byte[] _hostBytes;
    private readonly Queue<(long After, ReadOnlyMemory<byte> Bytes)> _boardBytes = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly Lock _gate = new();
    private int _written;
    private ReadOnlyMemory<byte> _rest;
    private bool _closed;

    public ReplayTransport(WireLog log)
    {
        _description = log.Description;
        var host = new List<byte>();
        foreach (var record in log.Records.Where(record => record.Bytes.Length > 0))
            if (record.Direction == WireDirection.HostToBoard)
                host.AddRange(record.Bytes.Span);
            else if (record.Direction == WireDirection.BoardToHost)
                _boardBytes.Enqueue((host.Count, record.Bytes));
        _hostBytes = [.. host];
    }

    /// <inheritdoc/>
    public string Description => $"replay:{_description}";

    /// <inheritdoc/>
    public string? EndReason => "the wire log is at its end";

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryRead(buffer.Span) is { } count)
                return count;
            await _changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="WireLogException">The bytes differ from the recorded ones.</exception>
    /// <exception cref="IOException">It was closed.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        lock (_gate)
            Follow(bytes.Span);
        _changed.Release();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
            _closed = true;
        _changed.Release();
        return ValueTask.CompletedTask;
    }

    // Null: it is the host's turn.
    private int? TryRead(Span<byte> buffer)
    {
        lock (_gate)
        {
            if (_closed)
                return 0;
            if (_rest.Length == 0 && !TryNext())
                return _boardBytes.Count == 0 && _written == _hostBytes.Length ? 0 : null;
            var count = Math.Min(_rest.Length, buffer.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }
    }

    private bool TryNext()
    {
        if (!_boardBytes.TryPeek(out var next) || next.After > _written)
            return false;
        _rest = _boardBytes.Dequeue().Bytes;
        return true;
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        if (_closed)
            throw new IOException($"{Description} was closed.");
        var recorded = _hostBytes.AsSpan(_written);
        if (!recorded.StartsWith(bytes))
            throw new WireLogException(
                $"The host left the recording after {_written} of its {_hostBytes.Length} bytes: it writes {BytePreview.Of(bytes)}, recorded was {BytePreview.Of(recorded)}.");
        _written += bytes.Length;
    }
}
