using System.Net;
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
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var hosts = Array.Empty<IPAddress>();
        // Small frames must not wait for the acknowledgement of the ones before.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            hosts = await Dns.GetHostAddressesAsync(address.Host, deadline.Token).ConfigureAwait(false);
            await socket.ConnectAsync(hosts, address.Port, deadline.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            var reason = hosts.Length > 0 ? NoConnection(address, (error as SocketException)?.SocketErrorCode, error.Message) : NoHost(address, error);
            throw new TransportOpenException($"Cannot connect to {scheme}:{address}: {reason}", error);
        }
    }

    private static string NoHost(NetworkAddress address, Exception error) => error is OperationCanceledException
        ? $"no name server answers within {Patience.TotalSeconds:0} s where '{address.Host}' is. Is this machine in a network? An address in digits needs none."
        : $"there is no host '{address.Host}'. Check how it is written, or give its address in digits.";

    private static string NoConnection(NetworkAddress address, SocketError? error, string message) => error switch
    {
        SocketError.ConnectionRefused =>
            $"connection refused: {address.Host} answers, but nothing listens on port {address.Port}. Is the serial server or emulator started, and is this its port?",
        null or SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown =>
            $"no answer within {Patience.TotalSeconds:0} s. Is {address.Host} switched on and in this network, and does no firewall drop port {address.Port}?",
        _ => $"{message}. Check host, port and firewall.",
    };
}
