using HilRig.TestKit;
using System.Net;
using System.Net.Sockets;
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
            Does.Contain("127.0.0.1:1").And.Contain("refused"));

    [Test, CancelAfter(60_000)]
    public async Task A_host_that_is_not_there_is_told_apart() =>
        Assert.That(
            await Expect.MessageAsync<TransportOpenException>(() => TcpTransport.ConnectAsync("no-such-host.invalid", 4000, default)),
            Does.Contain("there is no host 'no-such-host.invalid'").Or.Contain("no name server answers"));

    [Test]
    public async Task An_address_of_ipv6_stands_in_brackets()
    {
        if (!Socket.OSSupportsIPv6 || !System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .Any(card => card.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(IPAddress.IPv6Loopback))))
            Assert.Ignore("this machine has no ::1");
        using var server = new EchoServer(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        await using var link = await TransportRegistry.OpenAsync($"tcp:[::1]:{server.Port}", default);
        await link.WriteAsync(new byte[] { 7 }, default);
        Assert.That(await ReadAsync(link, 1, default), Is.EqualTo(new byte[] { 7 }));
        Assert.That(link.Description, Is.EqualTo($"tcp:[::1]:{server.Port}"));
    }
}
