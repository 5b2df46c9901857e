using System.Globalization;
using System.Text;

namespace Renode.Bindings.Monitors;

/// <summary>Receives text with the colour it is shown in.</summary>
/// <param name="colour">ANSI code, 30..37 or 90..97; 0 = none.</param>
/// <param name="character">The character.</param>
internal delegate void ColouredCharacter(int colour, char character);

/// <summary>Decodes UTF-8 and takes the ANSI control sequences out, however the stream is cut into pieces.</summary>
internal sealed class ColourParser(ColouredCharacter character, Action<int> colourSet)
{
    private const char Escape = '\x1b';
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _sequence = new();
    private bool _inSequence;
    private int _colour;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _decoder.GetChars(bytes, text, flush: false);
        foreach (var value in text.AsSpan(0, count))
            Feed(value);
    }

    private void Feed(char value)
    {
        if (_inSequence)
            Continue(value);
        else if (value == Escape)
            _inSequence = true;
        else
            character(_colour, value);
    }

    // ESC [ parameters final: the final is the first letter; of them all only `m`, the colour, matters.
    private void Continue(char value)
    {
        _sequence.Append(value);
        if (_sequence.Length == 1 ? value == '[' : !char.IsAsciiLetter(value))
            return;
        if (value == 'm')
            SetColour(_sequence.ToString(1, _sequence.Length - 2));
        _sequence.Clear();
        _inSequence = false;
    }

    private void SetColour(string parameters)
    {
        _colour = int.TryParse(parameters.Split(';')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;
        colourSet(_colour);
    }
}
