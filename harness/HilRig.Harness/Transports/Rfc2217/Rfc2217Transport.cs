using HilRig.Harness.Transports.Serial;
using HilRig.Harness.Transports.Tcp;
using Serilog;

namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>`rfc2217:HOST:PORT[:BAUD]`: a serial port behind a telnet server that lets its client set it (ser2net and others).</summary>
public sealed class Rfc2217Transport : ISerialLink
{
    private const byte EightBits = 8;
    private const byte NoParity = 1;
    private const byte OneStopBit = 1;
    private const byte BothDirections = 3;
    private const int HeardBytes = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMilliseconds(200);
    private readonly TelnetConnection _telnet;
    private readonly TelnetOptions _options;
    private readonly ComPort _port;
    private readonly ByteQueue _received = new();
    private readonly List<byte> _heard = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOpen;

    private Rfc2217Transport(Rfc2217Settings settings, Stream stream, ILogger log)
    {
        Settings = settings;
        _telnet = new TelnetConnection(stream, settings.ToString());
        _options = new TelnetOptions(_telnet.Post);
        _port = new ComPort(settings.ToString(), SendComPortAsync, log);
    }

    /// <summary>As it is open now.</summary>
    public Rfc2217Settings Settings { get; private set; }

    /// <inheritdoc/>
    public int Baud => Settings.Line.Baud;

    /// <inheritdoc/>
    public string Description => Settings.ToString();

    /// <inheritdoc/>
    public string? EndReason => _telnet.EndReason;

    /// <summary>
    /// Connects, agrees on telnet's options and sets the port: speed, 8 data bits, no parity, 1 stop bit, no flow control, control lines; old bytes are
    /// purged.
    /// </summary>
    /// <param name="log">Gets what the server tells of its port by itself.</param>
    /// <exception cref="TransportOpenException">No such host, nobody listens, no answer, or the port cannot be set so.</exception>
    /// <exception cref="NotTelnetException">Something else listens there.</exception>
    /// <exception cref="Rfc2217RefusedException">A telnet server without RFC 2217.</exception>
    /// <exception cref="ServerHungUpException">Its port is in use, or not there.</exception>
    public static async Task<Rfc2217Transport> OpenAsync(Rfc2217Settings settings, ILogger log, CancellationToken cancellationToken)
    {
        var stream = await TcpConnection.OpenAsync("rfc2217", settings.Server, cancellationToken).ConfigureAwait(false);
        var link = new Rfc2217Transport(settings, stream, log);
        try
        {
            await link.NegotiateAsync(cancellationToken).ConfigureAwait(false);
            await link.SetUpAsync(cancellationToken).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _received.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _port.MayWriteAsync(cancellationToken).ConfigureAwait(false);
        await _telnet.SendAsync(TelnetEncoder.Data(bytes.Span), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task SetBaudAsync(int baud, CancellationToken cancellationToken)
    {
        await _port.SetBaudAsync(baud, cancellationToken).ConfigureAwait(false);
        Settings = Settings with { Line = Settings.Line with { Baud = baud } };
    }

    /// <inheritdoc/>
    public async Task SetLinesAsync(bool dtr, bool rts, CancellationToken cancellationToken)
    {
        await _port.TellAsync(ComPortCommand.SetControl, (byte)(dtr ? ComPortControl.DtrOn : ComPortControl.DtrOff), cancellationToken).ConfigureAwait(false);
        await _port.TellAsync(ComPortCommand.SetControl, (byte)(rts ? ComPortControl.RtsOn : ComPortControl.RtsOff), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await _telnet.DisposeAsync().ConfigureAwait(false);

    private Task SendComPortAsync(byte[] payload, CancellationToken cancellationToken) =>
        _telnet.SendAsync(TelnetEncoder.Subnegotiation(TelnetCode.ComPort, payload), cancellationToken);

    private async Task NegotiateAsync(CancellationToken cancellationToken)
    {
        _options.Begin();
        _telnet.Start(TakeAsync, End);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_options.Answered, _ended.Task, Task.Delay(Patience, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (_ended.Task.IsCompleted)
            throw HungUp();
        if (!_options.SpeaksTelnet)
            throw new NotTelnetException(Settings.Server, Patience, Heard());
        if (!_options.HasComPort)
            throw new Rfc2217RefusedException(Settings.Server, "does not let its client set a serial port (COM-PORT-OPTION)");
        if (!_options.IsBinary)
            throw new Rfc2217RefusedException(Settings.Server, "does not pass all eight bits in both directions (BINARY)");
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _port.SetAsync(ComPortCommand.SetDataSize, EightBits, cancellationToken).ConfigureAwait(false);
            await _port.SetAsync(ComPortCommand.SetParity, NoParity, cancellationToken).ConfigureAwait(false);
            await _port.SetAsync(ComPortCommand.SetStopSize, OneStopBit, cancellationToken).ConfigureAwait(false);
            await _port.TellAsync(ComPortCommand.SetControl, (byte)ComPortControl.NoFlowControl, cancellationToken).ConfigureAwait(false);
            await SetLinesAsync(Settings.Line.Dtr, Settings.Line.Rts, cancellationToken).ConfigureAwait(false);
            await _port.TellAsync(ComPortCommand.SetLineStateMask, ComPortNotice.LineErrors, cancellationToken).ConfigureAwait(false);
            await _port.TellAsync(ComPortCommand.PurgeData, BothDirections, cancellationToken).ConfigureAwait(false);
            // The last, because servers answer in order: what comes behind this answer is the board's, at its speed.
            await _port.SetBaudAsync(Baud, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            // A write may fail a moment before the reader sees the end.
            await Task.WhenAny(_ended.Task, Task.Delay(EndPatience, cancellationToken)).ConfigureAwait(false);
            throw _ended.Task.IsCompleted ? HungUp() : new TransportOpenException(error.Message, error);
        }
    }

    private ValueTask TakeAsync(TelnetItem item, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case TelnetData data when _isOpen:
                return _received.WriteAsync(data.Bytes, cancellationToken);
            case TelnetData data:
                Hear(data.Bytes);
                break;
            case TelnetRequest request:
                _options.Take(request);
                break;
            case TelnetSubnegotiation { Option: TelnetCode.ComPort } sub:
                _isOpen |= sub.Payload is [(byte)ComPortCommand.SetBaudRate + ComPort.ServerOffset, ..];
                _port.Take(sub.Payload);
                break;
        }
        return ValueTask.CompletedTask;
    }

    // What comes before the port is set up is no board's answer: a banner, or why there is no port.
    private void Hear(byte[] bytes)
    {
        lock (_heard)
            _heard.AddRange(bytes.AsSpan(0, Math.Min(bytes.Length, HeardBytes - _heard.Count)));
    }

    private string Heard()
    {
        lock (_heard)
            return _heard.Count == 0 ? "nothing" : BytePreview.TextOf([.. _heard]);
    }

    private ServerHungUpException HungUp() => new(Description, Heard());

    private void End()
    {
        _received.Complete();
        _port.End(_telnet.Ended(EndReason!));
        _ended.TrySetResult();
    }
}
