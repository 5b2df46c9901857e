using System.Globalization;
using System.Text;
using System.Text.Json;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Reporting.Writers.Bias;

/// <summary>A repair as <c>result.json</c> and <c>report.md</c>.</summary>
public static class RepairWriter
{
    public static string Json(RepairRecord repair) => JsonSerializer.Serialize(repair, JsonWriter.Options);

    public static string Markdown(RepairRecord repair)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {repair.Model}: bias repair");
        text.AppendLine();
        foreach (var sentence in repair.Sentences)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {sentence}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{repair.Rounding} rounding, {repair.Tool}. Verdict: {repair.Verdict}.");
        foreach (var (heading, table) in Sections(repair))
            text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{MarkdownWriter.Write(table)}");
        return text.ToString();
    }

    /// <summary>All tables in the order they are shown.</summary>
    public static IEnumerable<(string Heading, Table Table)> Sections(RepairRecord repair)
    {
        yield return ($"Pareto front of {repair.Model}, cheapest first", RepairTables.Front(repair));
        yield return ("One scheme for all layers, for comparison", RepairTables.Uniform(repair));
        yield return ($"Chosen plan, {repair.Chosen.Bytes} bytes", RepairTables.Layers(repair));
    }
}
