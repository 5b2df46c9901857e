using HilRig.Protocol;

namespace HilRig.Harness.Transports.Faults;

/// <summary>Makes any link a bad one: damages what travels through it as a <see cref="FaultPlan"/> says. It owns the inner transport.</summary>
public sealed class FaultyTransport : ITransport
{
    private readonly ITransport _inner;
    private readonly FaultStream _toBoard;
    private readonly FaultStream _toHost;
    private readonly Queue<Delivery> _arriving = new();
    private readonly byte[] _buffer = new byte[16_384];
    private readonly CancellationTokenSource _unplugged = new();
    private ReadOnlyMemory<byte> _rest;

    /// <param name="inner">The good link.</param>
    /// <param name="plan">What happens on it.</param>
    /// <param name="tally">Counts across several links, as after a reconnection; null for one of its own.</param>
    public FaultyTransport(ITransport inner, FaultPlan plan, FaultTally? tally = null)
    {
        _inner = inner;
        Faults = tally ?? new FaultTally();
        // What happened before goes into the seed: a link opened again must not end at the same frame again.
        var seed = unchecked(plan.Seed + (int)Faults.Total);
        _toBoard = new FaultStream(plan, plan.ToBoard, seed, Faults);
        _toHost = new FaultStream(plan, plan.ToHost, unchecked(seed + 0x5EED), Faults);
    }

    /// <inheritdoc/>
    public string Description => _inner.Description;

    /// <inheritdoc/>
    public string? EndReason => _unplugged.IsCancellationRequested ? "the fault injector pulled the plug" : _inner.EndReason;

    /// <summary>What was injected so far.</summary>
    public FaultTally Faults { get; }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_rest.Length == 0)
        {
            if (_arriving.Count == 0 && !await ReceiveAsync(cancellationToken).ConfigureAwait(false))
                return 0;
            if (_arriving.TryDequeue(out var next))
                await ArriveAsync(next, cancellationToken).ConfigureAwait(false);
        }
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ThrowIfUnplugged();
        foreach (var delivery in _toBoard.Send(bytes))
        {
            ThrowIfUnplugged();
            if (delivery.Delay > TimeSpan.Zero)
                await Task.Delay(delivery.Delay, cancellationToken).ConfigureAwait(false);
            if (delivery.Bytes.Length > 0)
                await _inner.WriteAsync(delivery.Bytes, cancellationToken).ConfigureAwait(false);
            if (delivery.EndsLink)
                await _unplugged.CancelAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await _inner.DisposeAsync().ConfigureAwait(false);

    private void ThrowIfUnplugged()
    {
        if (_unplugged.IsCancellationRequested)
            throw new IOException($"{Description}: {EndReason}.");
    }

    private async Task ArriveAsync(Delivery next, CancellationToken cancellationToken)
    {
        if (next.Delay > TimeSpan.Zero)
            await Task.Delay(next.Delay, cancellationToken).ConfigureAwait(false);
        _rest = next.Bytes;
        if (!next.EndsLink)
            return;
        _arriving.Clear();
        await _unplugged.CancelAsync().ConfigureAwait(false);
    }

    // False when the link has ended and nothing is left.
    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var count = await ReadInnerAsync(cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            _rest = _toHost.Rest();
            return _rest.Length > 0;
        }
        foreach (var delivery in _toHost.Send(_buffer.AsMemory(0, count)))
            _arriving.Enqueue(delivery);
        return true;
    }

    private async Task<int> ReadInnerAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _unplugged.Token);
        try
        {
            return _unplugged.IsCancellationRequested ? 0 : await _inner.ReadAsync(_buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}
