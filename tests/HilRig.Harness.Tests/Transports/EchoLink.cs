using HilRig.Protocol;

namespace HilRig.Harness.Tests.Transports;

/// <summary>A transport whose other side sends back what it gets.</summary>
/// <param name="Transport">The side under test.</param>
/// <param name="EndPeer">Makes the other side go away.</param>
public sealed record EchoLink(ITransport Transport, Func<Task> EndPeer) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        await EndPeer();
    }
}
