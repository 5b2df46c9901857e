using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Renode.Bindings.Emulations;
using Renode.Bindings.Monitors;

namespace Renode.Bindings.Uarts;

/// <summary>Raw TCP terminals. Renode does not tell the port it picks, so we look for a free one and try again when somebody was faster.</summary>
internal static class UartSocket
{
    private const int Attempts = 5;
    private static int _terminals;

    public static async Task<UartStream> OpenAsync(Machine machine, string peripheral, CancellationToken cancellationToken)
    {
        MonitorArgument.Name(peripheral);
        var terminal = string.Create(CultureInfo.InvariantCulture, $"terminal{Interlocked.Increment(ref _terminals)}");
        var port = await CreateAsync(machine, terminal, cancellationToken).ConfigureAwait(false);
        await machine.SendAsync($"connector Connect {peripheral} {terminal}", null, cancellationToken).ConfigureAwait(false);
        return new UartStream(await ConnectAsync(port, cancellationToken).ConfigureAwait(false), peripheral, port);
    }

    private static async Task<int> CreateAsync(Machine machine, string terminal, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            try
            {
                // `false`: raw. Telnet would send its negotiation and eat 0xFF from the host.
                await machine.SendAsync($"emulation CreateServerSocketTerminal {port} {MonitorArgument.Text(terminal)} false", null, cancellationToken).ConfigureAwait(false);
                return port;
            }
            catch (MonitorCommandException error) when (attempt < Attempts && error.Reply.Error.Contains("AddressAlreadyInUse", StringComparison.Ordinal))
            {
                continue;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<Socket> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
