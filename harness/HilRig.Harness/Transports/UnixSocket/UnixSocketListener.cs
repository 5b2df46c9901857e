using System.Net.Sockets;

namespace HilRig.Harness.Transports.UnixSocket;

/// <summary>
/// Waits for one board to connect. The host listens and the emulator connects, not the other way round:
/// so there is no polling for a socket file to appear, and not one boot byte is lost.
/// </summary>
public sealed class UnixSocketListener : IDisposable
{
    /// <summary>Longest path the kernel takes, with its final zero.</summary>
    private const int MaxPathBytes = 107;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <exception cref="TransportOpenException">The path is too long or in use.</exception>
    public UnixSocketListener(string path)
    {
        SocketPath = path;
        if (System.Text.Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
            throw new TransportOpenException($"The socket path '{path}' is longer than {MaxPathBytes} bytes: set TMPDIR to a shorter folder.");
        try
        {
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            _socket.Listen(1);
        }
        catch (SocketException error)
        {
            _socket.Dispose();
            throw new TransportOpenException($"Cannot listen on '{path}': {error.Message}. Remove the file if no other process uses it.", error);
        }
    }

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>The first connection.</summary>
    /// <param name="findEndReason">Given to the transport, see <see cref="StreamTransport"/>.</param>
    /// <param name="cancellationToken">The caller's deadline.</param>
    public async Task<StreamTransport> AcceptAsync(Func<Task<string>>? findEndReason, CancellationToken cancellationToken)
    {
        var socket = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
        var stream = new NetworkStream(socket, ownsSocket: true);
        return new StreamTransport(stream, stream, $"unix:{SocketPath}", findEndReason);
    }

    public void Dispose() => _socket.Dispose();
}
