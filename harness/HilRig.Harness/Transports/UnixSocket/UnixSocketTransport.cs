using System.Net.Sockets;

namespace HilRig.Harness.Transports.UnixSocket;

/// <summary>`unix:PATH`: connects to a socket somebody else listens on, e.g. QEMU with `server=on`.</summary>
public static class UnixSocketTransport
{
    /// <exception cref="TransportOpenException">Nobody listens there.</exception>
    public static async Task<StreamTransport> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ArgumentException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new TransportOpenException($"Cannot connect to unix:{path}: {error.Message}. Is the emulator running with -serial unix:{path},server=on?", error);
        }
        var stream = new NetworkStream(socket, ownsSocket: true);
        return new StreamTransport(stream, stream, $"unix:{path}");
    }
}
