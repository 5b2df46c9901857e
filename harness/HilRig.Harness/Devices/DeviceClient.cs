using HilRig.Protocol;
using HilRig.Protocol.Commands;
using Serilog;
using Serilog.Core;

namespace HilRig.Harness.Devices;

/// <summary>
/// Speaks with one board: one request in flight, repeated on a deadline with the same bytes, which the board answers without executing it twice.
/// Every method may throw an <see cref="InfrastructureException"/> that names the link's state, a <see cref="DeviceErrorException"/> when the board
/// refuses, and a <see cref="MalformedReplyException"/> when it answers nonsense. The typed requests are extension methods in this folder.
/// </summary>
public sealed class DeviceClient : IAsyncDisposable
{
    private readonly ITransport _transport;
    private readonly FramePump _pump;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ILogger _logger;
    private ushort _sequence;
    private long _answers;
    private CommandCode _lastAnswered;
    private DeviceCrashedException? _crash;
    private bool _disposed;

    /// <param name="transport">The link; the client owns it from now on.</param>
    /// <param name="options">Deadlines; null for the usual ones.</param>
    /// <param name="logger">Gets the board's log text, stray bytes and repeats; null for none.</param>
    public DeviceClient(ITransport transport, DeviceClientOptions? options = null, ILogger? logger = null)
    {
        _transport = transport;
        _logger = logger ?? Logger.None;
        Options = options ?? new DeviceClientOptions();
        Journal = new DeviceJournal(_logger);
        _pump = new FramePump(transport, Journal);
    }

    /// <summary>Deadlines and repeats.</summary>
    public DeviceClientOptions Options { get; }

    /// <summary>What the board said besides answers.</summary>
    public DeviceJournal Journal { get; }

    /// <summary>What the link is.</summary>
    public string LinkDescription => _transport.Description;

    /// <summary>Requests that had to be sent again so far.</summary>
    public long Repeats { get; private set; }

    /// <summary>The board as of the last HELLO; null before.</summary>
    public HelloReply? Identity { get; internal set; }

    /// <summary>The model as of the last commit or MODEL_INFO; null before and after a reset.</summary>
    public ModelInfoReply? Model { get; internal set; }

    /// <summary>Largest payload of a frame in bytes: the board's, or what every board takes before HELLO.</summary>
    public int MaxPayload => Identity?.Limits.MaxPayload ?? ProtocolLimits.MinMaxPayload;

    /// <summary>Sends a request and gives its reply.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="work">Estimate of what the board computes before it answers; scales the deadline.</param>
    /// <param name="cancellationToken">The caller's own end; deadlines are kept without it.</param>
    public async Task<TReply> SendAsync<TReply>(IRequest<TReply> request, TimeSpan work = default, CancellationToken cancellationToken = default)
        where TReply : IPayload
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return request.ParseReply(await ExchangeAsync(request, work, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _pump.Stop();
        await _transport.DisposeAsync().ConfigureAwait(false);
        await _pump.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<Frame> ExchangeAsync(IRequest request, TimeSpan work, CancellationToken cancellationToken)
    {
        DropStale();
        var frame = request.ToFrame(NextSequence());
        if (frame.Payload.Length > MaxPayload)
            throw new PayloadTooLargeException(frame.Payload.Length, MaxPayload);
        var wire = FrameEncoder.Encode(frame);
        var deadline = Options.DeadlineFor(wire.Length + MaxPayload, work);
        for (var attempt = 1; attempt <= Options.Attempts; attempt++)
        {
            if (await TryOnceAsync(request.Command, wire, deadline, cancellationToken).ConfigureAwait(false) is { } reply)
                return reply;
            Repeats++;
            _logger.Warning("{Command} got no answer within {Deadline}, attempt {Attempt} of {Attempts}", request.Command, deadline, attempt, Options.Attempts);
        }
        throw Judge(request.Command, deadline);
    }

    // Null: the deadline passed.
    private async Task<Frame?> TryOnceAsync(CommandCode command, byte[] wire, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(deadline);
        try
        {
            await _transport.WriteAsync(wire, timer.Token).AsTask().WaitAsync(timer.Token).ConfigureAwait(false);
            return await AwaitReplyAsync(command, timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException)
        {
            // The last words of a dying board may still be on their way, and say more than "broken pipe".
            return await LastWordsAsync(command, timer.Token).ConfigureAwait(false);
        }
    }

    private async Task<Frame> AwaitReplyAsync(CommandCode command, CancellationToken cancellationToken)
    {
        while (await _pump.Frames.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            while (_pump.Frames.TryRead(out var frame))
                if (IsAnswer(frame))
                    return Answered(command, frame);
        throw Lost(command);
    }

    private async Task<Frame> LastWordsAsync(CommandCode command, CancellationToken cancellationToken)
    {
        try
        {
            return await AwaitReplyAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Lost(command);
        }
    }

    private bool IsAnswer(Frame frame)
    {
        if (FaultFrame.TryParse(frame) is { } fault)
            throw _crash = new DeviceCrashedException(LinkDescription, fault);
        if (frame.Sequence == _sequence)
            return true;
        _logger.Debug("A late or repeated reply to sequence {Sequence} is dropped", frame.Sequence);
        return false;
    }

    private Frame Answered(CommandCode command, Frame frame)
    {
        _answers++;
        _lastAnswered = command;
        return frame;
    }

    // Nothing that came before a request can answer it; a crash in between is what the request fails with.
    private void DropStale()
    {
        if (_crash is not null)
            throw _crash;
        while (_pump.Frames.TryRead(out var frame))
            if (FaultFrame.TryParse(frame) is { } fault)
                throw _crash = new DeviceCrashedException(LinkDescription, fault);
    }

    private ushort NextSequence() => _sequence = _sequence == ushort.MaxValue ? (ushort)1 : (ushort)(_sequence + 1);

    private LinkLostException Lost(CommandCode command) => new(
        LinkDescription, $"while {command} waited for its answer{(_answers > 0 ? $", after {_answers} answers" : string.Empty)}", _transport.EndReason);

    private InfrastructureException Judge(CommandCode command, TimeSpan deadline)
    {
        var (request, waited) = (command.ToString(), $"within {deadline.TotalSeconds:F2} s, {Options.Attempts} times");
        if (_pump.Bytes == 0)
            return new DeviceSilentException(LinkDescription, request, waited);
        if (_pump.FramesSeen == 0)
            return new DeviceGarbageException(LinkDescription, request, waited, _pump.Bytes, _pump.FirstBytes);
        var before = _answers > 0 ? $"{_answers} answers, the last to {_lastAnswered}" : "frames of its own but never an answer";
        return new DeviceHungException(LinkDescription, request, waited, before);
    }
}
