using HilRig.Protocol;

namespace HilRig.Harness.Devices;

/// <summary>What a client's requests share: the link, what came in on it, and how well it does.</summary>
internal sealed class LinkTraffic
{
    private ushort _sequence;
    private long _damages;
    private long _missing;
    private DeviceCrashedException? _crash;

    public LinkTraffic(ITransport transport, DeviceClientOptions options, DeviceJournal journal)
    {
        (Transport, Options, Pump) = (transport, options, new FramePump(transport, journal));
    }

    public ITransport Transport { get; }

    public DeviceClientOptions Options { get; }

    public FramePump Pump { get; }

    /// <summary>The board counts cycles or instructions while it computes; assumed until it says otherwise.</summary>
    public bool CountsWork { get; set; } = true;

    public RoundTrips RoundTrips { get; } = new();

    /// <summary>Replies taken.</summary>
    public long Answers { get; private set; }

    /// <summary>What the last of them answered.</summary>
    public CommandCode LastAnswered { get; private set; }

    /// <summary>Requests sent again.</summary>
    public long Repeats { get; private set; }

    /// <summary>
    /// Something was damaged, or more replies are missing than a busy machine explains: a request that was repeated too early is answered twice, one
    /// that was lost is not.
    /// </summary>
    public bool IsLossy => _damages > 0 || _missing > 1;

    /// <summary>Set after repeats, until a clean exchange: the next request may be as slow.</summary>
    public TimeSpan BackOff { get; set; }

    /// <summary>Added before anything is repeated for being late: while a speed is tried, a repeat must mean a loss and not a busy host.</summary>
    public TimeSpan ExtraWait { get; set; }

    /// <param name="damaged">Because something was damaged; else because nothing came.</param>
    public void Repeated(bool damaged)
    {
        Repeats++;
        _damages += damaged ? 1 : 0;
        _missing += damaged ? 0 : 1;
    }

    /// <summary>A reply came that nobody waits for any more: its request was repeated too early, not lost.</summary>
    public void CameLate() => _missing = Math.Max(0, _missing - 1);

    public ushort NextSequence() => _sequence = _sequence == ushort.MaxValue ? (ushort)1 : (ushort)(_sequence + 1);

    /// <summary>Nothing that came before a request can answer it; a crash in between is what the request fails with.</summary>
    /// <exception cref="DeviceCrashedException">The board crashed, now or before.</exception>
    public void DropStale()
    {
        if (_crash is not null)
            throw _crash;
        while (Pump.Received.TryRead(out var item))
            if (item is ReceivedFrame { Frame: var frame })
            {
                ThrowIfFault(frame);
                if (frame.IsReply)
                    CameLate();
            }
    }

    /// <summary>A new start of the board: an old crash no longer counts.</summary>
    public void Forgive() => _crash = null;

    /// <exception cref="DeviceCrashedException">The frame tells of a crash.</exception>
    public void ThrowIfFault(Frame frame)
    {
        if (FaultFrame.TryParse(frame) is { } fault)
            throw _crash = new DeviceCrashedException(Transport.Description, fault, Options.Symbols);
    }

    public void Answered(CommandCode command)
    {
        Answers++;
        LastAnswered = command;
    }

    public LinkLostException Lost(CommandCode command) => new(
        Transport.Description, $"while {command} waited for its answer{(Answers > 0 ? $", after {Answers} answers" : string.Empty)}", Transport.EndReason);
}
