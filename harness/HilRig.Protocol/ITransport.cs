namespace HilRig.Protocol;

/// <summary>A byte stream to a board.</summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>For messages: <c>unix:/tmp/x.sock</c>, <c>/dev/ttyACM0 at 115200</c>.</summary>
    string Description { get; }

    /// <summary>Reads at least one byte; 0 when the link has ended.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);

    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);
}
