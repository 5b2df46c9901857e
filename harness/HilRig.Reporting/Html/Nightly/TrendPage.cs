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
        return Page.Write(Words.Cut($"{name}: figures over {Words.Count(nights.Count, "night", "nights")}", 200), Under(nights), top, Sections(ordered), Footer(tool), "nightly");
    }

    private static IEnumerable<Section> Sections(List<TrendRecord> series)
    {
        yield return new(
            "Series",
            "Those whose latest change is largest come first. What is counted or emulated is exact and every step is a change; what is measured has changed where that is more than noise.",
            series.Count == 0 ? Card("No figures yet.") : Card(Rows(series)));
        yield return new("Changes by night", "", Nights(series));
        var changed = series.Where(s => s.Changes.Count > 0 && TrendChart.IsDrawable(s)).ToList();
        yield return new(
            "Charts", "A dot a night, red where the job did not pass; dashed lines are changes, labelled with the commit and the size of the step.",
            Charts(changed) + (changed.Count > MostCharts ? $"""<p class="soft">The {MostCharts} that changed most of {Format.Number(changed.Count)}; all are in the table above.</p>""" : ""));
    }

    private static string Rows(List<TrendRecord> series)
    {
        var rows = series.Select(Row).ToList();
        var rest = rows.Count <= MostOpen ? "" : $"""<details data-all><summary>{Format.Number(rows.Count - MostOpen)} more</summary>{Table(rows.Skip(MostOpen))}</details>""";
        return Table(rows.Take(MostOpen)) + rest;
    }

    private static string Table(IEnumerable<string> rows) =>
        """<div class="scroll"><table class="series"><thead><tr><th>job</th><th>figure</th><th></th><th class="n">now</th><th>unit</th><th class="n">latest change</th><th>when</th><th>commit</th><th class="n">changes</th></tr></thead>"""
        + $"<tbody>{Budget.Join(rows, RowBytes, left => $"""<tr><td colspan="9" class="soft">{Format.Number(left)} more series have no room here; filter them with hilrig history.</td></tr>""")}</tbody></table></div>";

    private static string Row(TrendRecord s)
    {
        var (size, day, commit) = s.Changes.Count == 0 ? (Format.None, "", "") : (TrendText.Size(s, s.Changes[^1]), TrendText.Day(s, s.Changes[^1]), TrendText.Commit(s, s.Changes[^1]));
        return $"""<tr data-o="{(s.Changes.Count > 0 ? "changed" : "steady")}" data-count><td class="id">{Name(TrendText.Job(s))}</td><td>{Name(TrendText.Figure(s))}</td><td>{(TrendChart.IsDrawable(s) ? TrendChart.Spark(s) : "")}</td>"""
            + $"""<td class="n">{Words.Plain(s.Points[^1].Value)}</td><td>{Name(s.Unit)}</td><td class="n {Tone(s)}">{Text(size)}</td><td>{day}</td><td><code>{Name(commit)}</code></td><td class="n">{s.Changes.Count}</td></tr>{"\n"}""";
    }

    private static string Tone(TrendRecord s) => s.Changes.Count == 0 ? "soft" : Metric.Of(s.Metric).Verdict(s.Changes[^1].Before, s.Changes[^1].After) switch { > 0 => "bad", < 0 => "good", _ => "" };

    // One commit that moves forty jobs is one line.
    private static string Nights(List<TrendRecord> series)
    {
        var changes = series.SelectMany(s => s.Changes.Select(c => (Series: s, Change: c, s.Points[c.At].Night, Commit: TrendText.Commit(s, c)))).GroupBy(c => (c.Night, c.Commit))
            .OrderByDescending(g => g.Key.Night).ToList();
        if (changes.Count == 0)
            return "";
        Writers.Table table = new(
            [new("night"), new("commit"), new("series", true), new("largest"), new("of")],
            [.. changes.Select(g =>
            {
                var most = g.MaxBy(c => Size(c.Series, c.Change));
                return (IReadOnlyList<string>)[g.Key.Night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), g.Key.Commit, Format.Number(g.Count()), TrendText.Size(most.Series, most.Change), $"{TrendText.Figure(most.Series)} of {TrendText.Job(most.Series)}"];
            })]);
        return Card(Markup.Table(Budget.Shorten(table, 30)));
    }

    private static double Size(TrendRecord series, TrendChange change) => TrendText.Weight(series with { Changes = [change] });

    private static string Charts(List<TrendRecord> changed) => changed.Count == 0
        ? Card("""<p class="calm">✓ No figure has changed.</p>""")
        : $"""<div class="charts">{Budget.Join(changed.Take(MostCharts).Select(Chart), ChartBytes, left => $"<p>{left} more have no room here.</p>")}</div>""";

    private static string Chart(TrendRecord s) =>
        $"""<div class="chart" data-o="changed"><h3>{Name(TrendText.Job(s))}</h3><p>{Name(TrendText.Figure(s))}{(s.Unit.Length == 0 || s.Unit == s.Metric ? "" : $", {Name(s.Unit)}")}</p>{TrendChart.Draw(s)}</div>""";

    private static string Figures(List<TrendRecord> series, List<DateTimeOffset> nights)
    {
        var (changed, last) = (series.Count(s => s.Changes.Count > 0), nights.Count == 0 ? 0 : series.Count(s => s.Changes.Any(c => s.Points[c.At].Night == nights[^1])));
        return $"""<div class="figures seven">{Figure(Format.Number(nights.Count), "nights")}{Figure(Format.Number(series.Count), "series")}{Figure(Format.Number(changed), "changed ever")}"""
            + $"""{Figure(Format.Number(last), "changed in the last night", last > 0 ? "warn" : "good")}</div>""";
    }

    private static string Under(List<DateTimeOffset> nights) => nights.Count == 0
        ? "no nights"
        : string.Create(CultureInfo.InvariantCulture, $"{nights[0]:yyyy-MM-dd} to {nights[^1]:yyyy-MM-dd}");

    private static string Footer(string tool) => $"{tool}. Figures of different provenance are series of their own. Press / to filter.";
}
