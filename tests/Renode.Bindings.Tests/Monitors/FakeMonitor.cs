using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Renode.Bindings.Tests.Monitors;

/// <summary>A monitor's port that answers from a transcript, in small pieces; what it does not know it does not answer, and at one command it hangs up, as a real one at `quit`.</summary>
internal sealed class FakeMonitor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public FakeMonitor(Transcript transcript, string hangUpAt = "quit")
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync(transcript, hangUpAt);
    }

    public int Port { get; }

    /// <summary>Commands in the order they came.</summary>
    public List<string> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving.ContinueWith(_ => { }, TaskScheduler.Default);
        _end.Dispose();
    }

    private async Task ServeAsync(Transcript transcript, string hangUpAt)
    {
        using var client = await _listener.AcceptTcpClientAsync(_end.Token);
        var stream = client.GetStream();
        await SendAsync(stream, transcript.Greeting);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(_end.Token) is { } command && command != hangUpAt)
        {
            Received.Add(command);
            if (transcript.Exchanges.FirstOrDefault(exchange => exchange.Command == command).Answer is { } answer)
                await SendAsync(stream, answer);
        }
    }

    private async Task SendAsync(NetworkStream stream, byte[] bytes)
    {
        foreach (var piece in bytes.Chunk(7))
            await stream.WriteAsync(piece, _end.Token);
    }
}
