using System.Globalization;
using HilRig.Reporting.Html.Charts;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Writers;
using static HilRig.Reporting.Html.Markup;
using static HilRig.Reporting.Html.Nightly.NightMarkup;

namespace HilRig.Reporting.Html.Nightly;

/// <summary>Figures over the nights, those that changed most first: a line a series, then a chart each. One file that works offline.</summary>
public static class TrendPage
{
    private const int MostOpen = 50, MostCharts = 60, RowBytes = 2_400_000, ChartBytes = 2_000_000;

    /// <param name="name">What the nights are of: the config's name.</param>
    /// <param name="series">Series without points are left out; one with values that no axis can hold has no picture.</param>
    /// <param name="tool">Tool and version.</param>
    public static string Write(string name, IReadOnlyList<TrendRecord> series, string tool)
    {
        var ordered = series.Where(s => s.Points.Count > 0).OrderByDescending(TrendText.Weight).ThenByDescending(s => s.Changes.Count).ToList();
        var nights = ordered.SelectMany(s => s.Points).Select(p => p.Night).Distinct().Order().ToList();
        var top = Figures(ordered, nights) + Filter("filter series: words of model, bias, target, figure", [("changed", "changed"), ("steady", "steady")]);
        var title = Words.Cut($"{name}: figures over {Words.Count(nights.Count, "night", "nights")}", 200);
        var footer = $"{tool}. Figures of different provenance are series of their own. Press / to filter.";
        return Page.Write(title, Under(nights), top, Sections(ordered), footer, "nightly");
    }

    private static IEnumerable<Section> Sections(List<TrendRecord> series)
    {
        yield return new(
            "Series",
            "Those whose latest change is largest come first. What is counted or emulated is exact and every step is a change; "
            + "what is measured has changed where that is more than noise.",
            series.Count == 0 ? Card("No figures yet.") : Card(Rows(series)));
        yield return new("Changes by night", "", Nights(series));
        var changed = series.Where(s => s.Changes.Count > 0 && TrendChart.IsDrawable(s)).ToList();
        yield return new(
            "Charts", "A dot a night, red where the job did not pass; dashed lines are changes, labelled with the commit and the size of the step.",
            Charts(changed));
    }

    private static string Rows(List<TrendRecord> series)
    {
        var rows = series.Select(Row).ToList();
        var rest = rows.Skip(MostOpen).ToList();
        return Rows(rows.Take(MostOpen)) + (rest.Count == 0 ? "" : $"<details data-all><summary>{Format.Number(rest.Count)} more</summary>{Rows(rest)}</details>");
    }

    private static string Rows(IEnumerable<string> rows) => Grid(
        ["job", "", "figure", "now#", "unit", "latest change#", "when", "commit", "changes#"],
        Budget.Join(rows, RowBytes, left => $"<tr>{Cell($"{Format.Number(left)} more series have no room here; choose with hilrig history.", "soft")}</tr>"), "series");

    private static string Row(TrendRecord s)
    {
        var spark = TrendChart.IsDrawable(s) ? TrendChart.Spark(s) : "";
        var kind = s.Changes.Count > 0 ? "changed" : "steady";
        return $"""<tr data-o="{kind}" data-count>{Cell(Name(TrendText.Job(s)), "id")}{Cell(spark)}{Cell(Name(TrendText.Figure(s)))}"""
            + $"{Cell(Words.Plain(s.Points[^1].Value), "n")}{Cell(Name(s.Unit))}{Latest(s)}{Cell(Format.Number(s.Changes.Count), "n")}</tr>\n";
    }

    // Size, day and commit.
    private static string Latest(TrendRecord s)
    {
        if (s.Changes.Count == 0)
            return $"{Cell(Format.None, "n soft")}{Cell("")}{Cell("")}";
        var last = s.Changes[^1];
        var tone = Metric.Of(s.Metric).Verdict(last.Before, last.After) switch { > 0 => "n bad", < 0 => "n good", _ => "n" };
        return $"{Cell(Text(TrendText.Size(s, last)), tone)}{Cell(TrendText.Day(s, last))}{Cell($"<code>{Name(TrendText.Commit(s, last))}</code>")}";
    }

    // One commit that moves forty jobs is one line.
    private static string Nights(List<TrendRecord> series)
    {
        var changes = series.SelectMany(s => s.Changes.Select(c => (Series: s, Change: c)))
            .GroupBy(c => (TrendText.Day(c.Series, c.Change), TrendText.Commit(c.Series, c.Change)))
            .OrderByDescending(g => g.Key.Item1, StringComparer.Ordinal).ToList();
        return changes.Count == 0 ? "" : Card(Markup.Table(Budget.Shorten(
            new([new("night"), new("commit"), new("series", true), new("largest"), new("of")], [.. changes.Select(g => Night(g.Key.Item1, g.Key.Item2, [.. g]))]), 30)));
    }

    private static IReadOnlyList<string> Night(string day, string commit, List<(TrendRecord Series, TrendChange Change)> changes)
    {
        var (series, change) = changes.MaxBy(c => Size(c.Series, c.Change));
        return [day, commit, Format.Number(changes.Count), TrendText.Size(series, change), $"{TrendText.Figure(series)} of {TrendText.Job(series)}"];
    }

    private static double Size(TrendRecord series, TrendChange change) => TrendText.Weight(series with { Changes = [change] });

    private static string Charts(List<TrendRecord> changed) => changed.Count == 0
        ? Card("""<p class="calm">✓ No figure has changed.</p>""")
        : $"""<div class="charts">{Budget.Join(changed.Take(MostCharts).Select(Chart), ChartBytes, left => $"<p>{left} more have no room here.</p>")}</div>"""
            + (changed.Count > MostCharts ? Soft($"The {MostCharts} that changed most of {Format.Number(changed.Count)}; all are in the table above.") : "");

    private static string Chart(TrendRecord s)
    {
        var unit = s.Unit.Length == 0 || s.Unit == s.Metric ? "" : $", {Name(s.Unit)}";
        return $"""<div class="chart" data-o="changed"><h3>{Name(TrendText.Job(s))}</h3><p>{Name(TrendText.Figure(s))}{unit}</p>{TrendChart.Draw(s)}</div>""";
    }

    private static string Figures(List<TrendRecord> series, List<DateTimeOffset> nights)
    {
        var last = nights.Count == 0 ? 0 : series.Count(s => s.Changes.Any(c => s.Points[c.At].Night == nights[^1]));
        var changed = Format.Number(series.Count(s => s.Changes.Count > 0));
        var counts = Figure(Format.Number(nights.Count), "nights") + Figure(Format.Number(series.Count), "series") + Figure(changed, "changed ever")
            + Figure(Format.Number(last), "changed in the last night", last > 0 ? "warn" : "good");
        return $"""<div class="figures seven">{counts}</div>""";
    }

    private static string Under(List<DateTimeOffset> nights) => nights.Count == 0
        ? "no nights"
        : string.Create(CultureInfo.InvariantCulture, $"{nights[0]:yyyy-MM-dd} to {nights[^1]:yyyy-MM-dd}");
}
