using HilRig.Protocol;

namespace HilRig.Harness.Transports;

/// <summary>A transport over one or two streams. The end of the link, however it shows, is a read of 0 bytes.</summary>
public class StreamTransport : ITransport
{
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Func<Task<string>>? _findEndReason;
    private string? _endReason;
    private int _disposed;

    /// <param name="input">Bytes from the board.</param>
    /// <param name="output">Bytes to the board; may be <paramref name="input"/>.</param>
    /// <param name="description">For people.</param>
    /// <param name="findEndReason">Asked once when the link has ended; may wait a moment for an exit code.</param>
    public StreamTransport(Stream input, Stream output, string description, Func<Task<string>>? findEndReason = null)
    {
        _input = input;
        _output = output;
        _findEndReason = findEndReason;
        Description = description;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public string? EndReason => Volatile.Read(ref _endReason);

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await ReadOrEndAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count == 0 && buffer.Length > 0 && _endReason is null && _disposed == 0 && _findEndReason is not null)
            Volatile.Write(ref _endReason, await _findEndReason().ConfigureAwait(false));
        return count;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException error)
        {
            throw new IOException($"{Description} was closed.", error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes once.</summary>
    protected virtual async ValueTask CloseAsync()
    {
        await CloseQuietlyAsync(_output).ConfigureAwait(false);
        await CloseQuietlyAsync(_input).ConfigureAwait(false);
    }

    /// <summary>Closes a stream whose other side may be gone.</summary>
    protected static async ValueTask CloseQuietlyAsync(Stream stream)
    {
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Bytes left in a buffer cannot be delivered to a side that is gone; it is closed all the same.
        }
    }

    private async ValueTask<int> ReadOrEndAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // A reset connection and our own closing are both "the link has ended"; who cares why asks EndReason.
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }
    }
}
