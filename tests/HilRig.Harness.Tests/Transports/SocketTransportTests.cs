using System.Net;
using System.Net.Sockets;
using HilRig.Harness.Tests.Devices;
using HilRig.Harness.Transports;
using HilRig.Harness.Transports.Tcp;
using HilRig.Harness.Transports.UnixSocket;

namespace HilRig.Harness.Tests.Transports;

public class UnixSocketTransportTests : TransportContract
{
    protected override async Task<EchoLink> OpenEchoAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"hilrig-test-{Guid.NewGuid():N}");
        var server = new EchoServer(new UnixDomainSocketEndPoint(path));
        return new EchoLink(await UnixSocketTransport.ConnectAsync(path, default), server.EndAsync);
    }

    [Test]
    public async Task Nobody_there_is_a_typed_error_that_names_the_path() =>
        Assert.That(
            await Expect.MessageAsync<TransportOpenException>(() => UnixSocketTransport.ConnectAsync("/nowhere/x", default)),
            Does.Contain("/nowhere/x"));

    [Test]
    public async Task A_path_the_kernel_does_not_take_is_named() =>
        Assert.That(
            Expect.Message<TransportOpenException>(() => new UnixSocketListener("/tmp/" + new string('x', 110)).Dispose()),
            Does.Contain("107").And.Contain("TMPDIR"));
}

public class UnixSocketListenerTests : TransportContract
{
    protected override async Task<EchoLink> OpenEchoAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"hilrig-test-{Guid.NewGuid():N}");
        using var listener = new UnixSocketListener(path);
        var peer = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await peer.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var transport = await listener.AcceptAsync(null, default);
        _ = Task.Run(async () =>
        {
            await using var stream = new NetworkStream(peer);
            await stream.CopyToAsync(stream);
        });
        return new EchoLink(transport, () =>
        {
            peer.Dispose();
            return Task.CompletedTask;
        });
    }
}

public class TcpTransportTests : TransportContract
{
    protected override async Task<EchoLink> OpenEchoAsync()
    {
        var server = new EchoServer(new IPEndPoint(IPAddress.Loopback, 0));
        return new EchoLink(await TcpTransport.ConnectAsync("127.0.0.1", server.Port, default), server.EndAsync);
    }

    [Test]
    public async Task Nobody_there_is_a_typed_error_that_names_the_address() =>
        Assert.That(
            await Expect.MessageAsync<TransportOpenException>(() => TcpTransport.ConnectAsync("127.0.0.1", 1, default)),
            Does.Contain("127.0.0.1:1"));
}
