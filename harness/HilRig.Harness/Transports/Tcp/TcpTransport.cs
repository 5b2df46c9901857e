using System.Net.Sockets;

namespace HilRig.Harness.Transports.Tcp;

/// <summary>`tcp:HOST:PORT`: a serial server, or an emulator on another machine.</summary>
public static class TcpTransport
{
    /// <param name="host">Name or address.</param>
    /// <param name="port">1..65535.</param>
    /// <param name="cancellationToken">The caller's deadline.</param>
    /// <exception cref="TransportOpenException">Nobody listens there.</exception>
    public static async Task<StreamTransport> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        // Small frames must not wait for the acknowledgement of the ones before.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new TransportOpenException($"Cannot connect to tcp:{host}:{port}: {error.Message}. Check host, port and firewall.", error);
        }
        var stream = new NetworkStream(socket, ownsSocket: true);
        return new StreamTransport(stream, stream, $"tcp:{host}:{port}");
    }
}
