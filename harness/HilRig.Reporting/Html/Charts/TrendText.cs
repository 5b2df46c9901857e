using System.Globalization;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;

namespace HilRig.Reporting.Html.Charts;

/// <summary>A series and its changes in words.</summary>
internal static class TrendText
{
    /// <summary><c>digits/int8:channel-shift/qemu:mps2-an386</c>.</summary>
    public static string Job(TrendRecord series) => $"{series.Model}{(series.Data.Length == 0 ? "" : $"@{series.Data}")}/{series.Scheme}/{series.Target}";

    /// <summary><c>instructions (emulated)</c>.</summary>
    public static string Figure(TrendRecord series) => $"{series.Metric} ({series.Provenance})";

    /// <summary><c>a1b2c3d +3.0 %</c>; the day where no commit is known.</summary>
    public static string Label(TrendRecord series, TrendChange change) => $"{Commit(series, change)} {Size(series, change)}";

    public static string Size(TrendRecord series, TrendChange change) => Words.Change(change.Before, change.After, series.Unit);

    public static string Day(TrendRecord series, TrendChange change) => series.Points[change.At].Night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Seven letters of the first commit on the new level.</summary>
    public static string Commit(TrendRecord series, TrendChange change) =>
        series.Points[change.At].Commit is { Length: > 0 } commit ? commit[..Math.Min(7, commit.Length)] : Day(series, change);

    /// <summary>By which series are put in order: the size of the latest change, a share in hundredths, else relative to the level before.</summary>
    public static double Weight(TrendRecord series) => series.Changes switch
    {
        [] => 0,
        [.., var last] when Words.IsShare(series.Unit) => Math.Abs(last.After - last.Before) / 100,
        [.., { Before: 0 }] => double.MaxValue,
        [.., var last] => Math.Abs((last.After - last.Before) / last.Before),
    };
}
