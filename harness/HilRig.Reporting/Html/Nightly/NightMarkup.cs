using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using static HilRig.Reporting.Html.Markup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>Small pieces that parts of a night's page share.</summary>
internal static class NightMarkup
{
    private const int LongestName = 160, LongestSentence = 600;

    /// <summary>A name of a user's, no longer than a line.</summary>
    public static string Name(string name) => Text(Words.Cut(name, LongestName));

    /// <summary>A sentence; a board may say very much.</summary>
    public static string Sentence(string sentence) => Text(Words.Cut(sentence, LongestSentence));

    public static string Sentences(IEnumerable<string> sentences) =>
        $"""<ul class="told">{string.Concat(sentences.Where(s => s.Length > 0).Take(40).Select(s => $"<li>{Sentence(s)}</li>"))}</ul>""";

    public static string Chip(string classes, string text) => $"""<span class="chip {classes}">{Text(text)}</span>""";

    public static string Outcome(string outcome) => Chip(Class(outcome), Words.Outcome(outcome));

    /// <summary>An outcome as a class; an unknown one has none.</summary>
    public static string Class(string outcome) => Outcomes.All.Contains(outcome) ? outcome : "";

    /// <summary>A table around rows that are HTML.</summary>
    /// <param name="heads">Names of columns; those that end with <c>#</c> hold numbers.</param>
    public static string Grid(IEnumerable<string> heads, string rows, string classes = "")
    {
        var cells = heads.Select(h => h.EndsWith('#') ? $"""<th class="n">{Text(h[..^1])}</th>""" : $"<th>{Text(h)}</th>");
        var kind = classes.Length == 0 ? "" : $" class=\"{classes}\"";
        return $"""<div class="scroll"><table{kind}><thead><tr>{string.Concat(cells)}</tr></thead><tbody>{rows}</tbody></table></div>""";
    }

    /// <summary>A cell with a number, or with what is HTML already.</summary>
    public static string Cell(string html, string classes = "") => classes.Length == 0 ? $"<td>{html}</td>" : $"""<td class="{classes}">{html}</td>""";

    /// <summary>A soft line on what found no room.</summary>
    public static string Soft(string text) => $"""<p class="soft">{Text(text)}</p>""";

    /// <summary>A file of the night beside the page. Every part is escaped, so that no name can leave the folder's scheme.</summary>
    public static string File(string path)
    {
        var parts = path.Split('/');
        return $"""<a href="./{string.Join('/', parts.Select(Uri.EscapeDataString))}">{Name(parts[^1])}</a>""";
    }

    public static string Files(IReadOnlyList<string> paths)
    {
        var more = paths.Count > 12 ? $"<span>and {paths.Count - 12} more</span>" : "";
        return paths.Count == 0 ? "" : $"""<div class="files">{string.Concat(paths.Take(12).Select(File))}{more}</div>""";
    }

    /// <summary>The box to filter by words, and buttons for groups.</summary>
    /// <param name="picks">Class, what the button says.</param>
    public static string Filter(string hint, IEnumerable<(string Pick, string Text)> picks) =>
        $"""<div class="filter"><input type="search" placeholder="{Text(hint)}" aria-label="{Text(hint)}">"""
        + string.Concat(picks.Select(p => $"""<button data-pick="{p.Pick}" aria-pressed="false">{Text(p.Text)}</button>""")) + "<output></output></div>";
}
