using System.Globalization;
using HilRig.Reporting.Html.Charts;
using HilRig.Reporting.Records.Nightly;
using HilRig.Reporting.Statistics;
using HilRig.Reporting.Writers;

namespace HilRig.Reporting.Nightly;

/// <summary>Series of figures as a table: a line for the first level of each, and one for every night in which the level changed.</summary>
public static class TrendTable
{
    private const int MostChanges = 10;

    /// <param name="changedWith">What else became another one with a change.</param>
    public static Table Of(IEnumerable<TrendRecord> series, Func<TrendRecord, TrendChange, IReadOnlyList<string>> changedWith) => new(
        [new("job"), new("figure"), new("since"), new("commit"), new("value", true), new("change", true), new("changed with it")],
        [.. series.Where(s => s.Points.Count > 0).SelectMany(s => Rows(s, changedWith))]);

    private static IEnumerable<IReadOnlyList<string>> Rows(TrendRecord s, Func<TrendRecord, TrendChange, IReadOnlyList<string>> changedWith)
    {
        var earlier = Math.Max(0, s.Changes.Count - MostChanges);
        yield return [TrendText.Job(s), TrendText.Figure(s), Day(s, 0), Commit(s, 0), Words.Value(First(s), s.Unit), "", ""];
        if (earlier > 0)
            yield return ["", "", "…", "", "", "", $"{Words.Count(earlier, "earlier change", "earlier changes")} left out"];
        foreach (var change in s.Changes.Skip(earlier))
            yield return
            [
                "", "", Day(s, change.At), Commit(s, change.At), Words.Value(change.After, s.Unit), TrendText.Size(s, change),
                Words.Cut(string.Join(", ", changedWith(s, change)), 120),
            ];
    }

    // The level that the series began with.
    private static double First(TrendRecord s) => s.Changes.Count > 0 ? s.Changes[0].Before : ChangePoints.Median(s.Points.Select(point => point.Value));

    private static string Day(TrendRecord s, int at) => s.Points[at].Night.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Commit(TrendRecord s, int at) => s.Points[at].Commit is { Length: > 0 } commit ? Words.Short(commit) : Format.None;
}
