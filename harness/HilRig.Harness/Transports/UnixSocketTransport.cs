using System.Net.Sockets;
using HilRig.Protocol;

namespace HilRig.Harness.Transports;

/// <summary>A Unix domain socket: QEMU's fastest serial link.</summary>
public static class UnixSocketTransport
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>Connects as soon as the other side listens.</summary>
    /// <param name="deadline">How long it may take until it does.</param>
    /// <param name="alive">Checked between attempts; throws when waiting has become pointless.</param>
    /// <exception cref="InfrastructureException">Nobody listens within the deadline.</exception>
    public static async Task<ITransport> ConnectAsync(string path, TimeSpan deadline, Action alive, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(deadline);
        while (true)
        {
            alive();
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), timer.Token);
                var stream = new NetworkStream(socket, ownsSocket: true);
                return new StreamTransport($"unix:{path}", stream, stream, stream.DisposeAsync);
            }
            catch (SocketException)
            {
                socket.Dispose();
                await WaitAsync(path, deadline, timer.Token, cancellation);
            }
        }
    }

    private static async Task WaitAsync(string path, TimeSpan deadline, CancellationToken timer, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(RetryEvery, timer);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InfrastructureException($"nobody listens on {path} after {deadline.TotalSeconds} s");
        }
    }
}
