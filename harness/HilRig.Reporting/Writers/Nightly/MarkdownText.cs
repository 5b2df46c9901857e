using System.Net;
using System.Text;

namespace HilRig.Reporting.Writers.Nightly;

/// <summary>Text of users and boards inside Markdown: it stays text, and mentions nobody.</summary>
internal static class MarkdownText
{
    /// <summary>In a line. Bars are left to tables, which escape them themselves.</summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var letter in Printable.Of(text))
            safe.Append(Letter(letter));
        return safe.ToString();
    }

    /// <summary>Inside an HTML element of a Markdown text.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(OneLine(Printable.Of(text)));

    /// <summary>Between backticks.</summary>
    public static string Code(string text) => OneLine(Printable.Of(text)).Replace('`', '\'');

    /// <summary>No more bytes than so many: cut behind a whole line, with a sentence that says so.</summary>
    public static string Cut(string text, int mostBytes)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= mostBytes)
            return text;
        var (whole, shown) = (Format.Number(bytes.Length), Format.Number(mostBytes));
        var sentence = $"\n\nCut here: the whole summary has {whole} bytes, and {shown} are shown. report.html and result.json have the rest.\n";
        var room = Math.Max(0, mostBytes - Encoding.UTF8.GetByteCount(sentence) - Closing.Length);
        var kept = bytes.AsSpan(0, bytes.AsSpan(0, room).LastIndexOf((byte)'\n') + 1);
        var part = Encoding.UTF8.GetString(kept);
        var isOpen = part.LastIndexOf("<details>", StringComparison.Ordinal) > part.LastIndexOf(Closing, StringComparison.Ordinal);
        return $"{part}{(isOpen ? Closing : "")}{sentence}";
    }

    private const string Closing = "\n</details>";

    private static string Letter(char letter) => letter switch
    {
        '\r' or '\n' or '\t' => " ",
        '\\' or '`' or '*' or '[' or ']' or '~' => $"\\{letter}",
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '@' => "&#64;",
        _ => letter.ToString(),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
