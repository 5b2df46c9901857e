using System.Globalization;
using System.Text;
using HilRig.Reporting.Records;

namespace HilRig.Reporting.Writers;

/// <summary><c>report.md</c>: the run for a pull request.</summary>
public static class MarkdownWriter
{
    public static string Write(RunRecord run)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {run.Model.Name}: {run.Verdict}");
        text.AppendLine();
        foreach (var sentence in run.Sentences)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {sentence}");
        foreach (var note in run.Notes)
            text.AppendLine(CultureInfo.InvariantCulture, $"- Note: {note}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Bias {run.Bias}, {run.Rounding} rounding, {run.Samples} samples, {run.Model.Macs:N0} MACs, model SHA-256 `{run.Model.Sha256}`.");
        Append(text, "Targets", Tables.Targets(run));
        if (run.Gates.Count > 0)
            Append(text, "Gates", Tables.Gates(run));
        foreach (var target in Tables.WithLayers(run))
            Append(text, $"Layers on {target.Name}", Tables.Layers(target));
        return text.ToString();
    }

    /// <summary>A table alone.</summary>
    public static string Write(Table table)
    {
        var text = new StringBuilder();
        text.AppendLine(Row(table.Columns.Select(c => c.Name)));
        text.AppendLine(Row(table.Columns.Select(c => c.IsNumber ? "---:" : "---")));
        foreach (var row in table.Rows)
            text.AppendLine(Row(row));
        if (table.Caption.Length > 0)
        {
            text.AppendLine();
            text.AppendLine(table.Caption);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string heading, Table table) =>
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{Write(table)}");

    // A bar in a name would begin another cell.
    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
