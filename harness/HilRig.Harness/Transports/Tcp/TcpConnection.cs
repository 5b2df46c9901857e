using System.Net.Sockets;

namespace HilRig.Harness.Transports.Tcp;

/// <summary>Opens a connection, or says why not.</summary>
internal static class TcpConnection
{
    // The system's own patience is minutes, and any network answers in a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="scheme">How the user wrote the link: `tcp`, `rfc2217`.</param>
    /// <exception cref="TransportOpenException">No such host, nobody listens, or no answer.</exception>
    public static async Task<NetworkStream> OpenAsync(string scheme, NetworkAddress address, CancellationToken cancellationToken)
    {
        // Small frames must not wait for the acknowledgement of the ones before.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, deadline.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new TransportOpenException($"Cannot connect to {scheme}:{address}: {Reason(address, (error as SocketException)?.SocketErrorCode, error.Message)}", error);
        }
    }

    private static string Reason(NetworkAddress address, SocketError? error, string message) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            $"there is no host '{address.Host}'. Check how it is written, or give its address.",
        SocketError.ConnectionRefused =>
            $"connection refused: {address.Host} answers, but nothing listens on port {address.Port}. Is the serial server or emulator started, and is this its port?",
        null or SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown =>
            $"no answer within {Patience.TotalSeconds:0} s. Is {address.Host} switched on and in this network, and does no firewall drop port {address.Port}?",
        _ => $"{message}. Check host, port and firewall.",
    };
}
