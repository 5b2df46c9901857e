namespace Renode.Bindings.Monitors;

/// <summary>Takes telnet's negotiation out of a stream of bytes, however the stream is cut into pieces. Renode negotiates once, at the connection's start.</summary>
internal sealed class TelnetFilter
{
    private const byte Iac = 0xFF, Will = 0xFB, Dont = 0xFE, SubBegin = 0xFA, SubEnd = 0xF0;

    private enum State
    {
        Data,
        Command,
        Option,
        Sub,
        SubCommand,
    }

    private State _state;

    /// <summary>Copies what is data.</summary>
    /// <param name="bytes">The next piece.</param>
    /// <param name="data">At least as long as <paramref name="bytes"/>.</param>
    /// <returns>How many bytes of data there are.</returns>
    public int Filter(ReadOnlySpan<byte> bytes, Span<byte> data)
    {
        var count = 0;
        foreach (var value in bytes)
            if (IsData(value))
                data[count++] = value;
        return count;
    }

    private bool IsData(byte value)
    {
        var (next, data) = (_state, value) switch
        {
            (State.Data, Iac) => (State.Command, false),
            (State.Data, _) => (State.Data, true),
            // A doubled 0xFF is one byte of data.
            (State.Command, Iac) => (State.Data, true),
            (State.Command, SubBegin) => (State.Sub, false),
            (State.Command, >= Will and <= Dont) => (State.Option, false),
            (State.Command or State.Option, _) => (State.Data, false),
            (State.Sub, Iac) => (State.SubCommand, false),
            (State.SubCommand, SubEnd) => (State.Data, false),
            _ => (State.Sub, false),
        };
        _state = next;
        return data;
    }
}
