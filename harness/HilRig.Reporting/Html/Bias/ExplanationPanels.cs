using HilRig.Reporting.Html.Charts;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Bias;

/// <summary>One tab a scheme: causes, layers, channels, samples.</summary>
internal static class ExplanationPanels
{
    public static string Draw(BiasLabRecord lab)
    {
        if (lab.Explanations.Count == 0)
            return Card("No scheme loses anything on these samples.");
        // The one that a reader wants to know about first: what is recommended, or the first that loses.
        var first = lab.Explanations.FirstOrDefault(e => e.Bias == lab.Recommended && e.ScoreRmse > 0) ?? lab.Explanations.MaxBy(e => e.ScoreRmse)!;
        var tabs = lab.Explanations.Select((e, i) => $"""<button data-panel="why{i}"{(e == first ? " data-first" : "")}>{Text(e.Bias)}</button>""");
        var panels = lab.Explanations.Select((e, i) => $"""<div class="panel" id="why{i}">{Panel(e)}</div>""");
        return $"""<div class="tabbed"><div class="tabs" role="tablist">{string.Concat(tabs)}</div>{string.Concat(panels)}</div>""";
    }

    private static string Panel(SchemeExplanation e) => Causes(e) + Layers(e) + Channels(e) + FlippedCards.Draw(e);

    private static string Causes(SchemeExplanation e)
    {
        var causes = e.Sentences.Count == 0 ? """<p class="soft">Nothing that needs mending.</p>""" : List(e.Sentences);
        return Card($"<h3>{Text(e.Bias)}: {Text(Loss(e))}</h3>{causes}");
    }

    private static string Loss(SchemeExplanation e) => e switch
    {
        { Changed: { } changed, AccuracyDrop: > 0 and var drop } => $"{Answers(changed)}, accuracy falls by {Number(100 * drop, 1)} points",
        { Changed: { } changed, AccuracyDrop: { } drop } => $"{Answers(changed)}, accuracy gains {Number(-100 * drop, 1)} points",
        { Changed: { } changed } => $"{Answers(changed)}, scores move by {Number(e.ScoreRmse, 2)} steps",
        _ => $"scores move by {Number(e.ScoreRmse, 2)} steps",
    };

    private static string Answers(int changed) => changed == 1 ? "1 answer changes" : $"{changed} answers change";

    private static string Layers(SchemeExplanation e) => Card(
        """<h3>Loss by layer</h3><p class="lead">Above: each layer's share of the squared score error. Below: error made in the layer itself """
        + "(left, colour) and error that has arrived at its output (right, grey).</p>"
        + $"""<div class="scroll">{LayerStrip.Draw(e)}</div>{Table(BiasTables.Layers(e))}""");

    private static string Channels(SchemeExplanation e) =>
        Card($"<h3>Channels</h3>{string.Concat(e.Layers.OrderByDescending(l => l.Share).Select((l, rank) => Layer(l, rank == 0)))}");

    private static string Layer(LayerExplanation l, bool isWorst)
    {
        var cause = l.Cause.Length == 0 ? "" : $"<p>{Text(l.Cause)}</p>";
        return $"""<details{(isWorst ? " open" : "")}><summary>{Summary(l)}</summary>{cause}"""
            + $"""<div class="pair"><div class="scroll">{BiasHistogram.Draw(l)}</div>{PredictionChart.Draw(l)}</div></details>""";
    }

    private static string Summary(LayerExplanation l) =>
        $"""{l.Index} {Text(l.Operator)} <span class="soft">{Text(l.Name)}</span> · {l.Channels.Count} channels · {Text(l.Stored)}"""
        + $" · {Percent(l.Share)} % of the loss · head-room {Number(l.HeadroomBits, 1)} bits"
        + Chip(l.Clamped, "clamped", "bad") + Chip(l.RoundedAway, "rounded to 0", "warn") + Chip(l.Dead, "dead", "warn");

    private static string Chip(int count, string fault, string tone) => count == 0 ? "" : $""" <span class="chip {tone}">{count} {fault}</span>""";
}
