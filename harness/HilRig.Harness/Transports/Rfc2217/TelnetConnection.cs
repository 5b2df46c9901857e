namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>A stream that speaks telnet. It is read all the time, because answers to commands come between the data.</summary>
/// <param name="stream">Owned.</param>
/// <param name="description">For messages.</param>
internal sealed class TelnetConnection(Stream stream, string description) : IAsyncDisposable
{
    private readonly TelnetParser _parser = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;
    private string? _endReason;

    /// <summary>Why it ended; null while it lives.</summary>
    public string? EndReason => Volatile.Read(ref _endReason);

    /// <summary>Begins to read.</summary>
    /// <param name="take">Gets each item; reading waits for it, until the token given ends.</param>
    /// <param name="ended">Called once, at the end.</param>
    public void Start(Func<TelnetItem, CancellationToken, ValueTask> take, Action ended) => _reading = Task.Run(() => ReadAllAsync(take, ended));

    /// <summary>Sends bytes as they are. What was begun is sent to its end, also when nobody waits for it: half an escape would damage what follows.</summary>
    /// <exception cref="IOException">The connection has ended.</exception>
    public async Task SendAsync(byte[] wire, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        await SendInTurnAsync(wire).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for the reading thread, which must not wait for the other side to read.</summary>
    public void Post(byte[] wire) => _ = PostAsync(wire);

    /// <exception cref="IOException">The connection has ended.</exception>
    public void ThrowIfEnded()
    {
        if (EndReason is { } reason)
            throw Ended(reason);
    }

    public IOException Ended(string reason, Exception? inner = null) => new($"{description}: {reason}.", inner);

    public async ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _endReason, "it was closed", null);
        await _closing.CancelAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    private async Task SendInTurnAsync(byte[] wire)
    {
        try
        {
            await stream.WriteAsync(wire, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ObjectDisposedException or OperationCanceledException or IOException)
        {
            throw Ended(EndReason ?? error.Message, error);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task PostAsync(byte[] wire)
    {
        try
        {
            await SendAsync(wire, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The reader learns of the end too, and tells it.
        }
    }

    private async Task ReadAllAsync(Func<TelnetItem, CancellationToken, ValueTask> take, Action ended)
    {
        var buffer = new byte[4_096];
        var reason = "the server hung up";
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer, _closing.Token).ConfigureAwait(false)) > 0;)
                foreach (var item in _parser.Feed(buffer.AsSpan(0, count)))
                    await take(item, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            reason = error.Message;
        }
        Interlocked.CompareExchange(ref _endReason, reason, null);
        ended();
    }
}
