namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>
/// Which options both sides use. An answer is sent only when something changes, so that two sides never answer each other for ever (RFC 1143).
/// </summary>
/// <param name="send">Sends bytes; must not wait.</param>
public sealed class TelnetOptions(Action<byte[]> send)
{
    // WILL is about our side, DO about the other.
    private static readonly (byte Verb, byte Option)[] Wanted =
    [
        (TelnetCode.Will, TelnetCode.ComPort), (TelnetCode.Will, TelnetCode.Binary), (TelnetCode.Do, TelnetCode.Binary),
        (TelnetCode.Will, TelnetCode.SuppressGoAhead), (TelnetCode.Do, TelnetCode.SuppressGoAhead),
    ];

    private readonly Dictionary<(byte Verb, byte Option), State> _states = Wanted.ToDictionary(wanted => wanted, _ => State.Off);
    private readonly TaskCompletionSource _agreed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private enum State
    {
        Off,
        Asked,
        On,
        Refused,
    }

    /// <summary>Ends when the other side has answered for the serial port and for binary in both directions, whatever it answered.</summary>
    public Task Answered => _agreed.Task;

    /// <summary>The other side has said anything about any option: it speaks telnet.</summary>
    public bool SpeaksTelnet { get; private set; }

    /// <summary>The other side takes commands to a serial port.</summary>
    public bool HasComPort => _states[(TelnetCode.Will, TelnetCode.ComPort)] == State.On;

    /// <summary>All eight bits travel in both directions.</summary>
    public bool IsBinary => _states[(TelnetCode.Will, TelnetCode.Binary)] == State.On && _states[(TelnetCode.Do, TelnetCode.Binary)] == State.On;

    /// <summary>Asks for what a serial link needs.</summary>
    public void Begin()
    {
        foreach (var wanted in Wanted)
        {
            _states[wanted] = State.Asked;
            send(TelnetEncoder.Request(wanted.Verb, wanted.Option));
        }
    }

    /// <summary>The other side's request or answer.</summary>
    public void Take(TelnetRequest request)
    {
        SpeaksTelnet = true;
        var agree = request.Verb is TelnetCode.Do or TelnetCode.Dont ? TelnetCode.Will : TelnetCode.Do;
        if (request.Verb is TelnetCode.Will or TelnetCode.Do)
            TurnOn(agree, request.Option);
        else
            TurnOff(agree, request.Option);
        if (Wanted[..3].All(wanted => _states[wanted] is State.On or State.Refused))
            _agreed.TrySetResult();
    }

    private void TurnOn(byte agree, byte option)
    {
        if (!_states.TryGetValue((agree, option), out var state))
            send(TelnetEncoder.Request(Refusal(agree), option));
        else if (state is State.Off or State.Refused)
            send(TelnetEncoder.Request(agree, option));
        if (_states.ContainsKey((agree, option)))
            _states[(agree, option)] = State.On;
    }

    private void TurnOff(byte agree, byte option)
    {
        if (!_states.TryGetValue((agree, option), out var state))
            return;
        if (state == State.On)
            send(TelnetEncoder.Request(Refusal(agree), option));
        _states[(agree, option)] = State.Refused;
    }

    private static byte Refusal(byte agree) => agree == TelnetCode.Will ? TelnetCode.Wont : TelnetCode.Dont;
}
