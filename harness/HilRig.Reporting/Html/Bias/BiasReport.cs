using System.Globalization;
using HilRig.Reporting.Html.Charts;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;
using static HilRig.Reporting.Html.Markup;

namespace HilRig.Reporting.Html.Bias;

/// <summary><c>report.html</c> of the bias lab: made for looking, drawn from the record alone.</summary>
public static class BiasReport
{
    public static string Write(BiasLabRecord lab) => Page.Write(
        $"{lab.Model.Name}: {BiasMarkdown.Headline(lab)}", Under(lab), BiasFigures.Draw(lab) + Card(List(BiasMarkdown.Told(lab))), Sections(lab), Footer(lab));

    private static string Under(BiasLabRecord lab) => string.Create(
        CultureInfo.InvariantCulture,
        $"{lab.Samples:N0} samples{(lab.Labelled ? " with labels" : "")} · {lab.Task.Name} · {lab.Rounding} rounding"
        + $" · {lab.Model.Macs:N0} MACs · {lab.Model.ImageBytes:N0} bytes of flash");

    private static string Footer(BiasLabRecord lab) => string.Create(
        CultureInfo.InvariantCulture,
        $"{lab.Tool}, {lab.Started:yyyy-MM-dd HH:mm zzz}, {lab.Seconds:0.0} s. Model SHA-256 {lab.Model.Sha256}."
        + $" Every number is also in result.json beside this file; tables for spreadsheets are in schemes.csv and channels.csv.");

    private static IEnumerable<Section> Sections(BiasLabRecord lab)
    {
        yield return new(
            "Where the loss comes from",
            "Each step is compared with the one before it. The last must be zero: between simulator and board only integer equality counts.",
            LossFlow.Draw(lab));
        if (lab.Schemes.Count > 2)
            yield return Chart(lab);
        yield return new("Widths and schemes", "", Card(Table(BiasTables.Schemes(lab), i => lab.Schemes[i].Bias == lab.Recommended)));
        if (lab.Boards.Count > 0)
            yield return new(
                "Simulator and boards",
                "Outputs and every layer of every sample, compared to the last bit; work and memory beside the float model on the same board.",
                BoardPanel.Draw(lab));
        yield return new(
            "Why",
            "Layers by ablation: one alone narrow, and one alone wide. Channels by their numbers: predicted from the bias, then observed.",
            ExplanationPanels.Draw(lab));
        yield return new("The model itself", "What is wrong whatever the width of the biases.", Findings(lab));
    }

    private static Section Chart(BiasLabRecord lab)
    {
        var picture = Card($"""<div class="scroll">{SchemeChart.Draw(lab)}</div>""");
        return lab.Labelled
            ? new(
                "Accuracy against bytes",
                "The band is the 95 % interval of int32: what lies inside is no difference that these samples can show. "
                + "A point that would leave the picture has an arrow and its figure.",
                picture)
            : new("Error against bytes", "Error of the scores against int32, on a logarithmic scale; up and left is better.", picture);
    }

    private static string Findings(BiasLabRecord lab) => lab.Findings.Count > 0
        ? Card(List(lab.Findings.Select(f => f.Sentence)))
        : Card("""<span class="good">Nothing found:</span> bias scales are s_in · s_w, no bias stands at the limit of int32, """
            + "no channel is dead, no output saturates, accumulators have room.");
}
