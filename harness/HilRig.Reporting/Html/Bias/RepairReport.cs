using System.Globalization;
using HilRig.Reporting.Html.Charts;
using HilRig.Reporting.Records.Bias;
using HilRig.Reporting.Writers.Bias;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Bias;

/// <summary><c>report.html</c> of a repair: the front, the chosen plan, the uniform schemes beside it.</summary>
public static class RepairReport
{
    public static string Write(RepairRecord repair) => Page.Write(
        $"{repair.Model}: biases repaired to {Bytes(repair.Chosen.Bytes)} bytes", Under(repair), Figures(repair) + Card(List(repair.Sentences)),
        Sections(repair), Footer(repair));

    private static string Under(RepairRecord repair) => string.Create(
        CultureInfo.InvariantCulture,
        $"{repair.Biases:N0} biases · fitted on {repair.FitSamples:N0} samples, judged on {repair.JudgedSamples:N0} others ({repair.Split})"
        + $" · against {repair.Reference} · {repair.Rounding} rounding");

    private static string Footer(RepairRecord repair) => string.Create(
        CultureInfo.InvariantCulture,
        $"{repair.Tool}, {repair.Started:yyyy-MM-dd HH:mm zzz}, {repair.Seconds:0.0} s, {repair.Searched:N0} plans run."
        + $" Model SHA-256 {repair.Sha256}. Every number is also in result.json beside this file.");

    private static IEnumerable<Section> Sections(RepairRecord repair)
    {
        yield return new(
            "What can be had for how many bytes",
            "The line is the Pareto front on the samples that judge; the other points are one scheme for all layers, rounded to nearest. "
            + "A point that would leave the picture has an arrow and its figure.",
            Card($"""<div class="scroll">{FrontChart.Draw(repair)}</div>"""));
        yield return new("The front", "", Card(Table(RepairTables.Front(repair), i => repair.Front[i] == repair.Chosen)));
        yield return new("The chosen plan", "", Card(Table(RepairTables.Layers(repair))));
        yield return new("One scheme for all layers", "", Card(Table(RepairTables.Uniform(repair))));
        if (repair.Gates.Count > 0)
            yield return new("Gates", "On the samples that judge.", Card(Table(RepairTables.Gates(repair))));
    }

    private static string Figures(RepairRecord repair)
    {
        var (chosen, wide) = (repair.Chosen, repair.Int32);
        var figures = new List<string>
        {
            repair.Verdict == "pass" ? Figure("meets its gates", "the chosen plan", "good") : Figure("misses a gate", "the chosen plan", "bad"),
            Figure($"{Bytes(chosen.Bytes)} B", $"of biases, {Number(chosen.BytesPerBias, 2)} a bias; int32 {Bytes(wide.Bytes)}"),
        };
        if (chosen.ChangedJudged is { } changed)
            figures.Add(Figure($"{changed} of {Number(repair.JudgedSamples)}", $"answers change against {repair.Reference}{Chance(chosen)}"));
        if (chosen.AccuracyJudged is { } accuracy)
            figures.Add(Figure($"{Percent(accuracy)} %", $"accuracy; int32 {Percent(wide.AccuracyJudged)} %"));
        figures.Add(Figure($"{Number(chosen.RmseJudged, 2)} steps", "outputs move (RMSE)"));
        return $"""<div class="figures">{string.Concat(figures)}</div>""";
    }

    private static string Chance(RepairPoint chosen) => chosen.PairedP is { } p ? $" (p = {P(p)})" : "";
}
