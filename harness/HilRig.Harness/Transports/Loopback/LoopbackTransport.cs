using System.Threading.Channels;
using HilRig.Protocol;

namespace HilRig.Harness.Transports.Loopback;

/// <summary>`loopback`: two ends joined in memory, for devices that are C# code.</summary>
public sealed class LoopbackTransport : ITransport
{
    private readonly ChannelReader<byte[]> _input;
    private readonly ChannelWriter<byte[]> _output;
    private readonly ChannelWriter<byte[]> _inputEnd;
    private ReadOnlyMemory<byte> _rest;

    private LoopbackTransport(Channel<byte[]> input, Channel<byte[]> output, string name)
    {
        _input = input.Reader;
        _inputEnd = input.Writer;
        _output = output.Writer;
        Description = $"loopback:{name}";
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public string? EndReason { get; init; }

    /// <summary>What one end writes the other reads; disposing either ends the link for both.</summary>
    public static (LoopbackTransport Host, LoopbackTransport Board) CreatePair(string name = "pair", string? endReason = null)
    {
        var (toHost, toBoard) = (Channel.CreateUnbounded<byte[]>(), Channel.CreateUnbounded<byte[]>());
        return (
            new LoopbackTransport(toHost, toBoard, name) { EndReason = endReason },
            new LoopbackTransport(toBoard, toHost, name) { EndReason = endReason });
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_rest.Length == 0)
        {
            if (!await _input.WaitToReadAsync(cancellationToken).ConfigureAwait(false) || !_input.TryRead(out var next))
                return 0;
            _rest = next;
        }
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // An empty chunk would read as the end of the link.
        if (bytes.Length > 0 && !_output.TryWrite(bytes.ToArray()))
            throw new IOException($"{Description} was closed.");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _output.TryComplete();
        _inputEnd.TryComplete();
        return ValueTask.CompletedTask;
    }
}
