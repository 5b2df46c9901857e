using System.Globalization;
using System.Net;
using HilRig.Reporting.Writers;

namespace HilRig.Reporting.Html;

/// <summary>Pieces of HTML. What comes from a model or a user is escaped; what is already HTML says so in its type.</summary>
internal static class Markup
{
    /// <summary>Text as HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(Printable.Of(text));

    /// <summary>A coordinate: one decimal, the same under every culture.</summary>
    public static string At(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A table with its numbers flush right.</summary>
    /// <param name="picked">Rows to stand out, by index.</param>
    public static string Table(Writers.Table table, Func<int, bool>? picked = null)
    {
        var head = string.Concat(table.Columns.Select(c => $"<th{Number(c.IsNumber)}>{Text(c.Name)}</th>"));
        var rows = string.Concat(table.Rows.Select((row, i) => Row(table, row, picked?.Invoke(i) == true)));
        var caption = table.Caption.Length == 0 ? "" : $"<caption>{Text(table.Caption)}</caption>";
        return $"""<div class="scroll"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>""";
    }

    /// <summary>Sentences as a list.</summary>
    public static string List(IEnumerable<string> sentences) => $"""<ul class="told">{string.Concat(sentences.Select(s => $"<li>{Text(s)}</li>"))}</ul>""";

    /// <summary>A box around HTML.</summary>
    public static string Card(string html) => $"""<div class="card">{html}</div>""";

    /// <summary>A big figure with what it is below.</summary>
    public static string Figure(string value, string meaning, string tone = "") =>
        $"""<div class="figure"><b class="{tone}">{Text(value)}</b><span>{Text(meaning)}</span></div>""";

    private static string Row(Writers.Table table, IReadOnlyList<string> row, bool isPicked)
    {
        var cells = row.Select((cell, c) => $"<td{Number(table.Columns[c].IsNumber)}>{Text(cell)}</td>");
        return $"<tr{(isPicked ? " class=\"pick\"" : "")}>{string.Concat(cells)}</tr>";
    }

    private static string Number(bool isNumber) => isNumber ? " class=\"n\"" : "";
}
