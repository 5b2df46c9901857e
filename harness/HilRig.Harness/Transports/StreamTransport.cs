using HilRig.Protocol;

namespace HilRig.Harness.Transports;

/// <summary>A transport over a readable and a writable stream.</summary>
/// <param name="close">Closes what lies below; called once.</param>
public sealed class StreamTransport(string description, Stream input, Stream output, Func<ValueTask> close) : ITransport
{
    public string Description { get; } = description;

    /// <summary>A link that breaks while reading has ended: 0, as if it had been closed in order.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellation);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await output.WriteAsync(bytes, cancellation);
        await output.FlushAsync(cancellation);
    }

    public ValueTask DisposeAsync() => close();
}
