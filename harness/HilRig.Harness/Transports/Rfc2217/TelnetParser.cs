namespace HilRig.Harness.Transports.Rfc2217;

/// <summary>
/// Takes a telnet stream apart. Bytes may come in pieces of any size; whatever they are, parsing goes on. Commands without a meaning for a serial link
/// (NOP, GO AHEAD, DATA MARK and the like) are dropped.
/// </summary>
public sealed class TelnetParser
{
    /// <summary>Longer subnegotiations are cut: nothing of RFC 2217 is near it, and memory stays bounded.</summary>
    public const int MostSubnegotiation = 512;
    private readonly List<TelnetItem> _items = [];
    private readonly List<byte> _data = [];
    private readonly List<byte> _sub = [];
    private State _state;
    private byte _verb;

    private enum State
    {
        Data,
        Command,
        Option,
        Sub,
        SubCommand,
    }

    /// <summary>The next bytes; gives what they complete, data at once.</summary>
    public IReadOnlyList<TelnetItem> Feed(ReadOnlySpan<byte> bytes)
    {
        _items.Clear();
        foreach (var value in bytes)
            Take(value);
        EndData();
        return [.. _items];
    }

    private void Take(byte value)
    {
        switch (_state)
        {
            case State.Data when value == TelnetCode.Iac:
                _state = State.Command;
                break;
            case State.Data:
                _data.Add(value);
                break;
            case State.Command:
                TakeCommand(value);
                break;
            case State.Option:
                Emit(new TelnetRequest(_verb, value));
                break;
            case State.Sub:
                TakeSub(value);
                break;
            default:
                TakeSubCommand(value);
                break;
        }
    }

    private void TakeCommand(byte value)
    {
        _state = State.Data;
        switch (value)
        {
            case TelnetCode.Iac:
                _data.Add(value);
                break;
            case TelnetCode.Sub:
                _sub.Clear();
                _state = State.Sub;
                break;
            case TelnetCode.Will or TelnetCode.Wont or TelnetCode.Do or TelnetCode.Dont:
                _verb = value;
                _state = State.Option;
                break;
        }
    }

    private void TakeSub(byte value)
    {
        if (value == TelnetCode.Iac)
            _state = State.SubCommand;
        else
            AddSub(value);
    }

    // Anything but an escaped IAC and the end means that the end was lost: what was begun is dropped and the command counts.
    private void TakeSubCommand(byte value)
    {
        if (value == TelnetCode.Iac)
        {
            AddSub(value);
            _state = State.Sub;
        }
        else if (value != TelnetCode.SubEnd)
            TakeCommand(value);
        else if (_sub.Count == 0)
            _state = State.Data;
        else
            Emit(new TelnetSubnegotiation(_sub[0], [.. _sub[1..]]));
    }

    private void AddSub(byte value)
    {
        if (_sub.Count <= MostSubnegotiation)
            _sub.Add(value);
    }

    // Data before a command stays before it.
    private void Emit(TelnetItem item)
    {
        EndData();
        _items.Add(item);
        _state = State.Data;
    }

    private void EndData()
    {
        if (_data.Count > 0)
            _items.Add(new TelnetData([.. _data]));
        _data.Clear();
    }
}
