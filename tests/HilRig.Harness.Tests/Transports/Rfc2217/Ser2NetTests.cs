using HilRig.Harness.Transports.Rfc2217;
using HilRig.Harness.Transports.Tcp;
using HilRig.TestKit;
using Serilog.Core;

namespace HilRig.Harness.Tests.Transports.Rfc2217;

/// <summary>The same with a real server: Debian's ser2net before a pseudo terminal.</summary>
[Category("Emulated"), Platform("Linux", Reason = "pseudo terminals"), NonParallelizable]
public class Rfc2217OverSer2NetTests : TransportContract
{
    protected override async Task<EchoLink> OpenEchoAsync()
    {
        var (terminal, server) = await Ser2NetBench.StartAsync();
        return new EchoLink(await OpenAsync(server.TelnetPort), () => Ser2NetBench.End(terminal, server));
    }

    [Test, CancelAfter(20_000)]
    public async Task Speeds_are_confirmed_and_a_second_client_is_told(CancellationToken token)
    {
        var (terminal, server) = await Ser2NetBench.StartAsync();
        using (terminal)
        using (server)
        {
            await using var link = await OpenAsync(server.TelnetPort);
            foreach (var baud in new[] { 9_600, 921_600, 2_000_000, 115_200 })
            {
                await link.SetBaudAsync(baud, token);
                Assert.That(link.Baud, Is.EqualTo(baud));
            }
            await link.SetLinesAsync(dtr: false, rts: false, token);
            Assert.That(await Expect.MessageAsync<ServerHungUpException>(() => OpenAsync(server.TelnetPort)), Does.Contain("Is another program connected"));
            await link.WriteAsync(new byte[] { 255, 0, 255, 255 }, token);
            Assert.That(await ReadAsync(link, 4, token), Is.EqualTo(new byte[] { 255, 0, 255, 255 }), "the first client is left alone");
        }
    }

    // What is behind it here sends telnet's questions back, which is an answer of a kind.
    [Test, CancelAfter(20_000)]
    public async Task Its_raw_port_is_not_taken_for_telnet()
    {
        var (terminal, server) = await Ser2NetBench.StartAsync();
        using (terminal)
        using (server)
            Assert.That(
                await Expect.MessageAsync<Rfc2217RefusedException>(() => OpenAsync(server.RawPort)),
                Does.Contain($"Use tcp:127.0.0.1:{server.RawPort}"));
    }

    private static Task<Rfc2217Transport> OpenAsync(int port) =>
        Rfc2217Transport.OpenAsync(Rfc2217Settings.Parse($"127.0.0.1:{port}"), Logger.None, default);
}

[Category("Emulated"), Platform("Linux", Reason = "pseudo terminals"), NonParallelizable]
public class TcpOverSer2NetTests : TransportContract
{
    protected override async Task<EchoLink> OpenEchoAsync()
    {
        var (terminal, server) = await Ser2NetBench.StartAsync();
        return new EchoLink(await TcpTransport.ConnectAsync("127.0.0.1", server.RawPort, default), () => Ser2NetBench.End(terminal, server));
    }
}

internal static class Ser2NetBench
{
    public static async Task<(PseudoTerminal Terminal, Ser2Net Server)> StartAsync()
    {
        var terminal = new PseudoTerminal();
        var server = await Ser2Net.StartAsync(terminal.Port);
        terminal.Echo();
        return (terminal, server);
    }

    public static Task End(PseudoTerminal terminal, Ser2Net server)
    {
        server.Dispose();
        terminal.Dispose();
        return Task.CompletedTask;
    }
}
