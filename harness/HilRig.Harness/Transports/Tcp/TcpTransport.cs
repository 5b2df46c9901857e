namespace HilRig.Harness.Transports.Tcp;

/// <summary>`tcp:HOST:PORT`: a serial server that passes bytes as they are, or an emulator on another machine.</summary>
public static class TcpTransport
{
    /// <param name="host">Name or address.</param>
    /// <param name="port">1..65535.</param>
    /// <param name="cancellationToken">The caller's deadline.</param>
    /// <exception cref="TransportOpenException">No such host, nobody listens, or no answer.</exception>
    public static Task<StreamTransport> ConnectAsync(string host, int port, CancellationToken cancellationToken) =>
        ConnectAsync(new NetworkAddress(host, port), cancellationToken);

    /// <inheritdoc cref="ConnectAsync(string, int, CancellationToken)"/>
    public static async Task<StreamTransport> ConnectAsync(NetworkAddress address, CancellationToken cancellationToken)
    {
        var stream = await TcpConnection.OpenAsync("tcp", address, cancellationToken).ConfigureAwait(false);
        return new StreamTransport(stream, stream, $"tcp:{address}");
    }
}
