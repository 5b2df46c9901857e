using HilRig.Harness.Transports.Loopback;

namespace HilRig.Harness.Tests.Transports;

public class LoopbackTransportTests : TransportContract
{
    protected override Task<EchoLink> OpenEchoAsync()
    {
        var (host, board) = LoopbackTransport.CreatePair();
        _ = Task.Run(async () =>
        {
            var buffer = new byte[1_000];
            int count;
            while ((count = await board.ReadAsync(buffer, default)) > 0)
                await board.WriteAsync(buffer.AsMemory(0, count), default);
        });
        return Task.FromResult(new EchoLink(host, async () => await board.DisposeAsync()));
    }
}
