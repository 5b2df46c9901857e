using System.Globalization;
using HilRig.Reporting.Html.Charts;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Bias;

/// <summary><c>report.html</c> of the bias lab: made for looking, drawn from the record alone.</summary>
public static class BiasReport
{
    public static string Write(BiasLabRecord lab) => Page.Write(
        $"{lab.Model.Name}: {BiasMarkdown.Headline(lab)}",
        string.Create(CultureInfo.InvariantCulture, $"{lab.Samples:N0} samples{(lab.Labelled ? " with labels" : "")} · {lab.Task.Name} · {lab.Rounding} rounding · {lab.Model.Macs:N0} MACs · {lab.Model.ImageBytes:N0} bytes of flash"),
        Figures(lab) + Card(List(lab.Sentences.Concat(lab.Notes.Select(n => "Note: " + n)))), Sections(lab),
        string.Create(CultureInfo.InvariantCulture, $"{lab.Tool}, {lab.Started:yyyy-MM-dd HH:mm zzz}, {lab.Seconds:0.0} s. Model SHA-256 {lab.Model.Sha256}. Every number is also in result.json beside this file; tables for spreadsheets are in schemes.csv and channels.csv."));

    private static IEnumerable<Section> Sections(BiasLabRecord lab)
    {
        yield return new("Where the loss comes from", "Each step is compared with the one before it. The last must be zero: between simulator and board only integer equality counts.", LossFlow.Draw(lab));
        if (lab.Schemes.Count > 2)
            yield return new(lab.Labelled ? "Accuracy against bytes" : "Error against bytes", Lead(lab), Card($"<div class=\"scroll\">{SchemeChart.Draw(lab)}</div>"));
        yield return new("Widths and schemes", "", Card(Table(BiasTables.Schemes(lab), i => lab.Schemes[i].Bias == lab.Recommended)));
        if (lab.Boards.Count > 0)
            yield return new("Simulator and boards", "Outputs and every layer of every sample, compared to the last bit; work and memory beside the float model on the same board.", BoardPanel.Draw(lab));
        yield return new("Why", "Layers by ablation: one alone narrow, and one alone wide. Channels by their numbers: predicted from the bias, then observed.", ExplanationPanels.Draw(lab));
        yield return new("The model itself", "What is wrong whatever the width of the biases.", lab.Findings.Count == 0 ? Card("<span class=\"good\">Nothing found:</span> bias scales are s_in · s_w, no bias stands at the limit of int32, no channel is dead, no output saturates, accumulators have room.") : Card(List(lab.Findings.Select(f => f.Sentence))));
    }

    private static string Lead(BiasLabRecord lab) => lab.Labelled
        ? "The band is the 95 % interval of int32: what lies inside is no difference that these samples can show. A point that would leave the picture has an arrow and its figure."
        : "Error of the scores against int32, on a logarithmic scale; up and left is better.";

    private static string Figures(BiasLabRecord lab)
    {
        var wide = lab.Schemes[0];
        var best = lab.Schemes.FirstOrDefault(r => r.Bias == lab.Recommended) ?? (lab.Schemes.Count == 2 ? lab.Schemes[1] : null);
        var figures = new List<string> { best is null ? Figure("none is free", "of the narrow schemes", "warn") : Figure(best.Bias, lab.Recommended is null ? "explained here" : "recommended", lab.Recommended is null ? "" : "good") };
        var shown = best ?? lab.Schemes.OrderBy(r => r.Bits == 32).ThenBy(r => r.ScoreRmse).First();
        if (shown.Accuracy is not null)
            figures.Add(Figure($"{Percent(shown.Accuracy)} %", $"accuracy with {shown.Bias}; int32 {Percent(wide.Accuracy)} %, float {Percent(lab.Float.Accuracy)} %"));
        figures.Add(shown.Changed is { } changed
            ? Figure($"{Number(changed)} of {Number(lab.Samples)}", "answers change against int32" + (shown.PairedP is { } p ? $" (p = {P(p)})" : ""), changed == 0 ? "good" : "")
            : Figure($"{Number(shown.Rmse, 2)} steps", "outputs move against int32 (RMSE)"));
        figures.Add(Figure($"−{Number(wide.BiasBytes - shown.BiasBytes)} B", $"{Number(wide.BiasBytes)} to {Number(shown.BiasBytes)} bytes of biases, {Percent((double)(wide.BiasBytes - shown.BiasBytes) / wide.ImageBytes)} % of the flash"));
        if (lab.Boards.Count > 0)
            figures.Add(lab.Boards.Any(c => c.Differs) ? Figure("DIFFERS", "a board and the simulator", "bad") : Figure("bit-equal", $"simulator = {string.Join(", ", BiasTables.Boards(lab))}", "good"));
        return $"<div class=\"figures\">{string.Concat(figures)}</div>";
    }
}
