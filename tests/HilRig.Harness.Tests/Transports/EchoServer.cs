using System.Net;
using System.Net.Sockets;

namespace HilRig.Harness.Tests.Transports;

/// <summary>Accepts one connection and echoes.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly Socket _listener;
    private readonly Task<Socket> _accepted;

    public EchoServer(EndPoint endPoint)
    {
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(endPoint);
        _listener.Listen(1);
        _accepted = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Hangs up.</summary>
    public async Task EndAsync()
    {
        (await _accepted).Dispose();
        Dispose();
    }

    public void Dispose() => _listener.Dispose();

    private async Task<Socket> AcceptAsync()
    {
        var socket = await _listener.AcceptAsync();
        _ = Task.Run(async () =>
        {
            await using var stream = new NetworkStream(socket);
            await stream.CopyToAsync(stream);
        });
        return socket;
    }
}
