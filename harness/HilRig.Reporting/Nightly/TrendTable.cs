using System.Globalization;
using HilRig.Reporting.Html.Charts;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Statistics;
using HilRig.Reporting.Writers;

namespace HilRig.Reporting.Nightly;

/// <summary>Series of figures as a table: a line for each job with the level it began at, and under it one for every night in which the level changed.</summary>
public sealed class TrendTable
{
    private const int MostChanges = 10;
    private readonly List<TrendRecord> _series;
    private readonly bool _hasOneFigure;

    /// <param name="series">At least one with a point; those without are left out.</param>
    public TrendTable(IEnumerable<TrendRecord> series)
    {
        _series = [.. series.Where(s => s.Points.Count > 0)];
        _hasOneFigure = _series.DistinctBy(s => (s.Metric, s.Provenance, s.Unit)).Count() == 1;
    }

    /// <summary><c>bundled: instructions (emulated): 12 series over 40 nights, 2026-09-20 to 2026-10-29; 3 changed</c>.</summary>
    /// <param name="name">The config's.</param>
    public string Heading(string name)
    {
        var nights = _series.SelectMany(s => s.Points).Select(point => point.Night).Distinct().Order().ToList();
        var changed = _series.Count(s => s.Changes.Count > 0);
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {(_hasOneFigure ? $"{Figure(_series[0])}: " : "")}{_series.Count} series over ")
            + string.Create(CultureInfo.InvariantCulture, $"{Words.Count(nights.Count, "night", "nights")}, {nights[0]:yyyy-MM-dd} to {nights[^1]:yyyy-MM-dd}; ")
            + (changed == 0 ? "none changed" : $"{Format.Number(changed)} changed");
    }

    /// <param name="changedWith">What else became another one with a change.</param>
    public Table Of(Func<TrendRecord, TrendChange, IReadOnlyList<string>> changedWith)
    {
        string[] figure = _hasOneFigure ? [] : [""];
        return new(
            [new("job"), .. figure.Select(_ => new Column("figure")), new("commit"), new("value", true), new("change", true), new("with")],
            [.. _series.SelectMany(s => Rows(s, figure, changedWith))]);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(TrendRecord s, string[] figure, Func<TrendRecord, TrendChange, IReadOnlyList<string>> changedWith)
    {
        var earlier = Math.Max(0, s.Changes.Count - MostChanges);
        yield return [TrendText.Job(s), .. figure.Select(_ => Figure(s)), "", Words.Plain(First(s)), "", ""];
        if (earlier > 0)
            yield return [$"  … {Words.Count(earlier, "earlier change", "earlier changes")}", .. figure, "", "", "", ""];
        foreach (var change in s.Changes.Skip(earlier))
            yield return
            [
                $"  {s.Points[change.At].Night.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}", .. figure, Commit(s, change.At),
                Words.Plain(change.After), TrendText.Size(s, change), Words.Cut(string.Join(", ", changedWith(s, change)), 120),
            ];
    }

    private static string Figure(TrendRecord s) => s.Unit.Length == 0 || s.Unit == s.Metric ? TrendText.Figure(s) : $"{TrendText.Figure(s)}, {s.Unit}";

    // The level that the series began at.
    private static double First(TrendRecord s) => s.Changes.Count > 0 ? s.Changes[0].Before : ChangePoints.Median(s.Points.Select(point => point.Value));

    private static string Commit(TrendRecord s, int at) => s.Points[at].Commit is { Length: > 0 } commit ? Words.Short(commit) : Format.None;
}
