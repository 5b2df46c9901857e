using System.Globalization;
using System.Text;
using HilRig.Reporting.Records.Bias;

namespace HilRig.Reporting.Writers.Bias;

/// <summary><c>report.md</c> of the bias lab: for a pull request.</summary>
public static class BiasMarkdown
{
    public static string Write(BiasLabRecord lab)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {lab.Model.Name}: {Headline(lab)}");
        text.AppendLine();
        foreach (var line in Told(lab))
            text.AppendLine(CultureInfo.InvariantCulture, $"- {line}");
        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{lab.Samples} samples, {lab.Rounding} rounding, {lab.Model.Macs:N0} MACs, image {lab.Model.ImageBytes:N0} bytes, "
            + $"model SHA-256 `{lab.Model.Sha256}`.");
        foreach (var (heading, table) in Sections(lab))
            text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{MarkdownWriter.Write(table)}");
        return text.ToString();
    }

    /// <summary>The verdict in a few words.</summary>
    public static string Headline(BiasLabRecord lab) => lab switch
    {
        { Boards: var cells } when cells.Any(c => c.Differs) => "a board differs from the simulator",
        { Recommended: { } bias } => $"{bias} is free",
        { Schemes.Count: > 2 } => "no narrow bias is free",
        _ => lab.Schemes.Count > 1 ? $"why {lab.Schemes[^1].Bias}" : "biases",
    };

    /// <summary>What was found in words, then what is to be known about it.</summary>
    public static IEnumerable<string> Told(BiasLabRecord lab) => lab.Sentences.Concat(lab.Notes.Select(n => "Note: " + n));

    /// <summary>All tables in the order they are shown.</summary>
    public static IEnumerable<(string Heading, Table Table)> Sections(BiasLabRecord lab)
    {
        yield return ("Widths and schemes", BiasTables.Schemes(lab));
        if (lab.Boards.Count > 0)
            yield return ("Simulator = board", BiasTables.Matrix(lab));
        foreach (var explanation in lab.Explanations)
        {
            yield return ($"{explanation.Bias}: layers", BiasTables.Layers(explanation));
            if (explanation.Layers.SelectMany(l => l.Channels).Any(c => c.Fault != "exact"))
                yield return ($"{explanation.Bias}: the channels that are off most", BiasTables.Channels(explanation));
            if (explanation.Flipped.Count > 0)
                yield return ($"{explanation.Bias}: answers that changed", BiasTables.Flipped(explanation));
        }
    }
}
