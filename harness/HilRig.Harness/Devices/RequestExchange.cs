using System.Diagnostics;
using HilRig.Protocol;
using Serilog;

namespace HilRig.Harness.Devices;

/// <summary>
/// One request until its reply: sent, and sent again with the same bytes when something was damaged (at once) or nothing came (after the time
/// such a request usually takes, doubled each time). Repeating is harmless: the board keeps its last reply.
/// </summary>
internal sealed class RequestExchange
{
    // More hints than this in one exchange are noise of their own; deadlines alone go on.
    private const int MostNudges = 32;
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(5);
    private readonly LinkTraffic _link;
    private readonly ILogger _logger;
    private readonly CommandCode _command;
    private readonly ushort _sequence;
    private readonly byte[] _wire;
    private readonly TimeSpan _work;
    private readonly TimeSpan _full;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _end;
    private BusyFrame? _busy;
    private int _sent;
    private int _nudges;

    /// <param name="replyBytes">At most so many come back.</param>
    public RequestExchange(LinkTraffic link, Frame request, int replyBytes, TimeSpan work, ILogger logger)
    {
        (_link, _logger, _work) = (link, logger, work);
        (_command, _sequence) = ((CommandCode)request.Kind, request.Sequence);
        _wire = FrameEncoder.Encode(request);
        _full = link.Options.DeadlineFor(_wire.Length + replyBytes, work);
        _end = _full * link.Options.Attempts;
    }

    private enum Outcome
    {
        Late,
        Damaged,
    }

    public async Task<Frame> RunAsync(CancellationToken cancellationToken)
    {
        for (var wait = FirstWait(); ; wait = Min(2 * wait, _full))
        {
            var (reply, why) = await TryOnceAsync(Min(wait, _end - _watch.Elapsed), cancellationToken).ConfigureAwait(false);
            if (reply is not null)
                return Finish(reply);
            // A timer may be early by its resolution.
            if (_watch.Elapsed + TimerResolution >= _end)
                throw Judge();
            _link.Repeated(why == Outcome.Damaged);
            if (why == Outcome.Damaged)
                wait /= 2;
            else
                _link.BackOff = wait;
            _logger.Debug("{Command} {Sequence} is sent again after {Elapsed}: {Why}", _command, _sequence, _watch.Elapsed, why);
        }
    }

    private TimeSpan FirstWait()
    {
        var options = _link.Options;
        var floor = options.Floor(_work, _link.CountsWork, _link.IsLossy);
        // Before the first answer nobody knows: a board that restarts because its port is opened loses what it is asked meanwhile.
        var wait = _link.Answers > 0 ? options.FirstWait : options.BootWait;
        var usual = _link.RoundTrips.Late(_command, _wire.Length, _work) ?? wait + options.TransferOf(_wire.Length) + (_work * options.EstimateFactor);
        return Min(usual + floor + _link.BackOff + _link.ExtraWait, _full);
    }

    // No frame: whether it is late, or something damaged came instead.
    private async Task<(Frame? Reply, Outcome Why)> TryOnceAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(wait);
        try
        {
            _sent++;
            await _link.Transport.WriteAsync(_wire, timer.Token).AsTask().WaitAsync(timer.Token).ConfigureAwait(false);
            return await AwaitReplyAsync(timer, wait).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Outcome.Late);
        }
        catch (IOException)
        {
            // The last words of a dying board may still be on their way, and say more than "broken pipe".
            return (await LastWordsAsync(timer, wait, cancellationToken).ConfigureAwait(false), Outcome.Late);
        }
    }

    private async Task<(Frame? Reply, Outcome Why)> AwaitReplyAsync(CancellationTokenSource timer, TimeSpan wait)
    {
        while (await _link.Pump.Received.WaitToReadAsync(timer.Token).ConfigureAwait(false))
        {
            var damaged = false;
            while (_link.Pump.Received.TryRead(out var item))
            {
                if (item is ReceivedFrame { Frame: var frame } && IsAnswer(frame, timer, wait))
                    return (frame, default);
                damaged |= IsDamage(item);
            }
            if (damaged && _nudges++ < MostNudges)
                return (null, Outcome.Damaged);
        }
        throw _link.Lost(_command);
    }

    private async Task<Frame> LastWordsAsync(CancellationTokenSource timer, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
                if ((await AwaitReplyAsync(timer, wait).ConfigureAwait(false)).Reply is { } reply)
                    return reply;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw _link.Lost(_command);
        }
    }

    private bool IsAnswer(Frame frame, CancellationTokenSource timer, TimeSpan wait)
    {
        _link.ThrowIfFault(frame);
        if (BusyFrame.TryParse(frame) is { } busy)
            StayPatient(busy, timer, wait);
        else if (frame.IsReply && frame.Sequence == _sequence)
            return true;
        else if (frame.IsReply)
        {
            _link.CameLate();
            _logger.Debug("A late or repeated reply to sequence {Sequence} is dropped", frame.Sequence);
        }
        return false;
    }

    // The request has arrived and is being worked on: no repeat, and more time, within reason.
    private void StayPatient(BusyFrame busy, CancellationTokenSource timer, TimeSpan wait)
    {
        if (busy.Sequence != _sequence)
            return;
        _busy = busy;
        var most = _full * _link.Options.Attempts * _link.Options.SlowFactor;
        if (_watch.Elapsed >= most)
            throw new DeviceSlowException(_link.Transport.Description, _command.ToString(), _watch.Elapsed, busy.Operator);
        _end = Max(_end, _watch.Elapsed + _full);
        timer.CancelAfter(Max(wait, _full));
    }

    private static bool IsDamage(Received item) => item switch
    {
        ReceivedFrame { Frame.Kind: FrameKind.Damaged } => true,
        StrayBytes stray => stray.Bytes.Length > ProtocolLimits.HeaderBytes + ProtocolLimits.CrcBytes,
        _ => false,
    };

    private Frame Finish(Frame reply)
    {
        _link.Answered(_command);
        if (_sent == 1 && _busy is null)
        {
            _link.RoundTrips.Add(_command, _wire.Length, _work, _watch.Elapsed);
            _link.BackOff = default;
        }
        return reply;
    }

    private InfrastructureException Judge()
    {
        var (request, waited) = (_command.ToString(), $"within {_watch.Elapsed.TotalSeconds:F2} s, asked {_sent} times");
        var (link, pump) = (_link.Transport.Description, _link.Pump);
        if (pump.Bytes == 0)
            return new DeviceSilentException(link, request, waited);
        if (pump.FramesSeen == 0)
            return new DeviceGarbageException(link, request, waited, pump.Bytes, pump.FirstBytes);
        var before = _link.Answers > 0 ? $"{_link.Answers} answers, the last to {_link.LastAnswered}" : "frames of its own but never an answer";
        return new DeviceHungException(link, request, waited, _busy is { } busy ? $"{before}, and operator {busy.Operator} as the last it finished" : before);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
