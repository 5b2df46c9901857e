using System.Text;

namespace Renode.Bindings.Monitors;

/// <summary>
/// Makes a reply of the monitor's bytes: telnet's negotiation and the colours taken out, errors known by their colour, the end known by the prompt,
/// which is the one text that comes in its own colour, at a line's begin, in brackets and with nothing after it.
/// </summary>
internal sealed class ReplyParser
{
    /// <summary>Bright red: errors, and the prompt while no machine is selected.</summary>
    private const int ErrorColour = 91;

    /// <summary>Yellow: the prompt that names the selected machine.</summary>
    private const int MachineColour = 33;

    private const string NoMachine = "monitor";
    private readonly TelnetFilter _telnet = new();
    private readonly ColourParser _colours;
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _errors = new();
    private readonly StringBuilder _run = new();
    private int _runColour;
    private bool _lineBegan = true;
    private bool _runAtLineBegin;
    private string? _prompt;

    public ReplyParser() => _colours = new ColourParser(OnCharacter, OnColour);

    /// <summary>Whether the reply is whole: a prompt came and nothing behind it.</summary>
    public bool IsComplete => _prompt is not null && _run.Length == 0;

    /// <summary>What came so far, for messages.</summary>
    public string Soil => (_text.ToString() + _errors + _run).Trim();

    /// <returns><see cref="IsComplete"/>.</returns>
    public bool Feed(ReadOnlySpan<byte> bytes)
    {
        var data = new byte[bytes.Length];
        _colours.Feed(data.AsSpan(0, _telnet.Filter(bytes, data)));
        return IsComplete;
    }

    /// <summary>Takes the reply out, ready for the next.</summary>
    /// <param name="command">The command, whose echo is cut off; null for the greeting, which has none.</param>
    /// <exception cref="MonitorOutOfStepException">The echo is another's.</exception>
    public MonitorReply Take(string? command)
    {
        var machine = _prompt == NoMachine ? null : _prompt;
        var (text, errors) = (Plain(_text), Plain(_errors));
        _text.Clear();
        _errors.Clear();
        _prompt = null;
        _lineBegan = true;
        return new(command is null ? text.Trim('\n') : WithoutEcho(text, command), errors.Trim('\n'), machine);
    }

    private static string WithoutEcho(string text, string command)
    {
        if (!text.StartsWith(command, StringComparison.Ordinal) || (text.Length > command.Length && text[command.Length] != '\n'))
            throw new MonitorOutOfStepException(command, text);
        return text[command.Length..].Trim('\n');
    }

    // Lines end in \n\r, \r\n or \r\r\n.
    private static string Plain(StringBuilder text) => text.ToString().Replace("\r", string.Empty, StringComparison.Ordinal);

    private void OnCharacter(int colour, char character)
    {
        if (_run.Length == 0)
            (_runColour, _runAtLineBegin) = (colour, _lineBegan);
        if (_prompt is not null)
            TakeBackPrompt();
        _run.Append(character);
        _lineBegan = character is '\r' or '\n';
    }

    private void OnColour(int colour)
    {
        if (_run.Length == 0)
            return;
        var run = _run.ToString();
        _run.Clear();
        if (_runAtLineBegin && PromptIn(run) is { } name)
            _prompt = name;
        else
            (_runColour == ErrorColour ? _errors : _text).Append(run);
    }

    private string? PromptIn(string run)
    {
        // Text without a colour of its own may stand before it in the same run only when it has the same colour: never the prompt's.
        return _runColour is ErrorColour or MachineColour && run.Length > 3 && run[0] == '(' && run.EndsWith(") ", StringComparison.Ordinal)
            && !run.AsSpan().ContainsAny('\r', '\n') ? run[1..^2] : null;
    }

    // It was not the prompt but output that looks like one: something follows.
    private void TakeBackPrompt()
    {
        _text.Append('(').Append(_prompt).Append(") ");
        _prompt = null;
    }
}
