using System.Threading.Channels;
using HilRig.Protocol;
using Serilog;

namespace HilRig.Harness.Devices;

/// <summary>
/// Talks to one board: one request in flight, repeated with the same bytes when its deadline passes (commands are
/// idempotent). Log text and stray bytes go to the log; a fault frame ends the request.
/// </summary>
public sealed class DeviceClient : IAsyncDisposable
{
    private const int Attempts = 3;
    private const int MostStrayBytes = 4096;

    private readonly ITransport _transport;
    private readonly Func<string> _whyLost;
    private readonly ILogger _log;
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _pump;
    private readonly List<byte> _stray = [];
    private ushort _sequence;
    private bool _answered;

    /// <param name="whyLost">Explains a lost link: the emulator's exit code and last words; may be empty.</param>
    public DeviceClient(ITransport transport, ILogger log, Func<string>? whyLost = null)
    {
        (_transport, _log, _whyLost) = (transport, log, whyLost ?? (() => ""));
        _pump = PumpAsync();
    }

    /// <summary>For messages.</summary>
    public string Link => _transport.Description;

    /// <summary>Sends a request and waits for its reply.</summary>
    /// <param name="deadline">For each of three attempts.</param>
    /// <exception cref="InfrastructureException">No usable answer; the type names the state of the board.</exception>
    /// <exception cref="DeviceErrorException">The board refused.</exception>
    public async Task<TReply> RequestAsync<TReply>(IRequest<TReply> request, TimeSpan deadline, CancellationToken cancellation)
    {
        var payload = new PayloadWriter();
        request.WritePayload(payload);
        _sequence = _sequence == ushort.MaxValue ? (ushort)1 : (ushort)(_sequence + 1);
        var wire = new Frame(request.Command, StatusCode.Ok, _sequence, payload.ToArray()).Encode();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await SendAsync(wire, request.Name, cancellation);
            if (await ReplyAsync(request.Command, request.Name, deadline, cancellation) is { } reply)
                return Read(request, reply);
            _log.Warning("{Command} got no answer within {Deadline}, attempt {Attempt} of {Attempts}", request.Name, deadline, attempt, Attempts);
        }
        throw Unanswered(request.Name, Attempts * deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _transport.DisposeAsync();
        await _pump;
        _closing.Dispose();
    }

    private async Task SendAsync(byte[] wire, string command, CancellationToken cancellation)
    {
        try
        {
            await _transport.WriteAsync(wire, cancellation);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new LinkLostException(Link, command, _whyLost(), error);
        }
    }

    private async Task<Frame?> ReplyAsync(byte command, string name, TimeSpan deadline, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(deadline);
        try
        {
            while (true)
            {
                var frame = await _frames.Reader.ReadAsync(timer.Token);
                if (frame.Kind == Frame.FaultKind)
                    throw new DeviceCrashedException(Link, name, FaultReport.Read(frame.Payload));
                if (frame.Kind == (command | Frame.ReplyBit) && frame.Sequence == _sequence)
                    return frame;
                _log.Warning("a frame of kind 0x{Kind:X2}, sequence {Sequence} answers nothing that was asked", frame.Kind, frame.Sequence);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException error)
        {
            throw new LinkLostException(Link, name, _whyLost(), error);
        }
    }

    private TReply Read<TReply>(IRequest<TReply> request, Frame reply)
    {
        _answered = true;
        var reader = new PayloadReader(reply.Payload.Span, request.Name);
        if (reply.Status == StatusCode.Ok)
            return request.ReadReply(reader);
        var detail = reader.Remaining >= sizeof(uint) ? reader.UInt32() : 0;
        throw reply.Status == StatusCode.BadVersion
            ? new DeviceVersionException(Link, detail)
            : new DeviceErrorException(request.Name, reply.Status, detail);
    }

    private InfrastructureException Unanswered(string command, TimeSpan waited)
    {
        lock (_stray)
        {
            return _answered ? new DeviceHungException(Link, command, waited)
                : _stray.Count > 0 ? new DeviceGarbageException(Link, command, _stray.ToArray())
                : new DeviceSilentException(Link, command, waited);
        }
    }

    private async Task PumpAsync()
    {
        var (decoder, buffer) = (new FrameDecoder(), new byte[16384]);
        try
        {
            for (int count; (count = await _transport.ReadAsync(buffer, _closing.Token)) > 0;)
                decoder.Feed(buffer.AsSpan(0, count), Dispatch, Stray);
        }
        catch (OperationCanceledException)
        {
            _log.Debug("the link {Link} was closed by the host", Link);
        }
        _frames.Writer.TryComplete();
    }

    private void Dispatch(Frame frame)
    {
        if (frame.Kind == Frame.LogKind)
            _log.Information("{Text}", System.Text.Encoding.UTF8.GetString(frame.Payload.Span));
        else
            _frames.Writer.TryWrite(frame);
    }

    private void Stray(byte[] bytes)
    {
        _log.Warning("{Count} stray bytes: {Text}", bytes.Length, System.Text.Encoding.Latin1.GetString(bytes));
        lock (_stray)
        {
            _stray.AddRange(bytes.AsSpan(0, Math.Min(bytes.Length, MostStrayBytes - _stray.Count)));
        }
    }
}
