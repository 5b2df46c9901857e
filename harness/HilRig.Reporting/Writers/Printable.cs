namespace HilRig.Reporting.Writers;

/// <summary>Text that a board or a tool said, fit for a document: XML and terminals have no place for control characters.</summary>
public static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>Control characters as their pictures (ESC is ␛), halves of surrogate pairs and non-characters as U+FFFD. Tab and line ends stay.</summary>
    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPlain(text, i))
                return string.Create(text.Length, text, (to, from) => Write(from, to));
        }
        return text;
    }

    private static void Write(string from, Span<char> to)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = IsPlain(from, i) ? from[i] : Picture(from[i]);
    }

    private static char Picture(char c) => c switch
    {
        < ' ' => (char)(0x2400 + c),
        '\u007F' => '\u2421',
        _ => Replacement,
    };

    private static bool IsPlain(string text, int at) => text[at] switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or '\u007F' or '\uFFFE' or '\uFFFF' => false,
        var c when char.IsHighSurrogate(c) => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]),
        var c when char.IsLowSurrogate(c) => at > 0 && char.IsHighSurrogate(text[at - 1]),
        _ => true,
    };
}
