using System.Net;
using System.Net.Sockets;

namespace HilRig.Harness.Tests.Transports.Rfc2217;

/// <summary>
/// The other side of RFC 2217, written down once more from the RFC and byte by byte, so that a misreading of ours is not on both sides: agrees to what
/// it is told to, confirms settings, echoes data. It accepts one connection.
/// </summary>
internal sealed class FakeSerialServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<byte> _echo = [];
    private readonly List<byte> _sub = [];
    private readonly TaskCompletionSource<Socket> _client = new();
    private Func<byte, bool> _step;
    private Socket? _socket;

    public FakeSerialServer()
    {
        _step = TakeData;
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Options it agrees to, on either side.</summary>
    public HashSet<byte> Options { get; init; } = [0, 3, 44];

    /// <summary>The value it confirms a command with; null for no answer.</summary>
    public Func<byte, byte[], byte[]?> Confirm { get; set; } = (_, value) => value;

    /// <summary>Bytes it sends first, as they are.</summary>
    public byte[] Greeting { get; init; } = [];

    /// <summary>It says its greeting and nothing else.</summary>
    public bool IsMute { get; init; }

    /// <summary>It hangs up after its greeting.</summary>
    public bool HangsUp { get; init; }

    /// <summary>Commands to its port so far: command and value in hex.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Data so far.</summary>
    public int DataBytes { get; private set; }

    public FakeSerialServer Start()
    {
        new Thread(Serve) { IsBackground = true }.Start();
        return this;
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(params byte[] bytes) => await (await _client.Task).SendAsync(bytes);

    public Task EndAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _listener.Dispose();
    }

    private void Serve()
    {
        var buffer = new byte[1_000];
        try
        {
            _socket = _listener.AcceptSocket();
            _socket.Send(Greeting);
            _client.SetResult(_socket);
            if (HangsUp)
                _socket.Shutdown(SocketShutdown.Both);
            for (int count; (count = _socket.Receive(buffer)) > 0;)
            {
                foreach (var value in buffer.AsSpan(0, count))
                    if (!IsMute)
                        _step(value);
                Echo();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The client or the test has ended.
        }
    }

    private bool TakeData(byte value)
    {
        if (value == 255)
            _step = TakeCommand;
        else
            _echo.Add(value);
        return true;
    }

    private bool TakeCommand(byte value)
    {
        _step = value switch
        {
            250 => TakeSub,
            >= 251 and <= 254 => option => TakeOption(value, option),
            _ => TakeData,
        };
        if (value == 255)
            _echo.AddRange(value, value);
        else if (value == 250)
            _sub.Clear();
        return true;
    }

    // WILL is answered by DO, DO by WILL, where it agrees; an option is never asked for here, so every request is new.
    private bool TakeOption(byte verb, byte option)
    {
        _step = TakeData;
        Echo();
        var agrees = Options.Contains(option);
        if (verb is 251 or 253)
            _socket!.Send([255, (byte)((verb == 251 ? 253 : 251) + (agrees ? 0 : 1)), option]);
        return true;
    }

    private bool TakeSub(byte value)
    {
        if (value == 255)
            _step = TakeSubEnd;
        else
            _sub.Add(value);
        return true;
    }

    private bool TakeSubEnd(byte value)
    {
        _step = value == 255 ? TakeSub : TakeData;
        if (value == 255)
            _sub.Add(value);
        else
            Answer(_sub[1], [.. _sub[2..]]);
        return true;
    }

    private void Answer(byte command, byte[] value)
    {
        Echo();
        lock (Commands)
            Commands.Add($"{command} {Convert.ToHexString(value)}");
        if (Confirm(command, value) is not { } confirmed)
            return;
        var escaped = confirmed.SelectMany(part => part == 255 ? new byte[] { 255, 255 } : [part]);
        _socket!.Send([255, 250, 44, (byte)(command + 100), .. escaped, 255, 240]);
    }

    private void Echo()
    {
        DataBytes += _echo.Count;
        if (_echo.Count > 0)
            _socket!.Send([.. _echo]);
        _echo.Clear();
    }
}
