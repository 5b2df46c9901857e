using System.Globalization;
using System.Text;
using HilRig.Reporting.Nightly;
using HilRig.Reporting.Records.Nightly;
using static HilRig.Reporting.Html.Markup;

namespace HilRig.Reporting.Html.Charts;

/// <summary>One figure over the nights: a line with a dot a night, and where the level changed by which commit and how much.</summary>
internal static class TrendChart
{
    private const double Width = 350, Height = 190, Left = 70, Right = 10, Top = 34, Bottom = 24, LetterWidth = 7.4;

    // More would be a band of dots; the rest of the nights is in the line.
    private const int MostDots = 120, MostMarks = 12, MostLabels = 3, MostPoints = 400;

    /// <summary>Whether an axis can hold the values.</summary>
    public static bool IsDrawable(TrendRecord series) => double.IsFinite(2 * series.Points.Max(p => p.Value) - 2 * series.Points.Min(p => p.Value));

    public static string Draw(TrendRecord series)
    {
        var points = Latest(series, out var first);
        var svg = new Svg(Width, Height, $"{series.Metric} over the nights");
        var (x, y) = (new Scale(first, Math.Max(first + 1, first + points.Count - 1), Left, Width - Right), Vertical(points));
        foreach (var tick in y.Ticks(4))
        {
            svg.Line(Left, y[tick], Width - Right, y[tick], "grid");
            svg.Label(Left - 6, y[tick] + 4, Short(tick), "end");
        }
        svg.Label(Left, Height - 6, Day(points[0]));
        svg.Label(Width - Right, Height - 6, Day(points[^1]), "end");
        foreach (var change in series.Changes.Where(c => c.At > first).TakeLast(MostMarks))
            svg.Line(x[change.At - 0.5], Top - 4, x[change.At - 0.5], Height - Bottom, "cut");
        Levels(svg, series, x, y, first);
        svg.Path(Polyline(points.Select((p, i) => (x[first + i], y[p.Value]))), "line");
        foreach (var (point, at) in points.Select((p, i) => (p, first + i)).TakeLast(MostDots))
            svg.Circle(x[at], y[point.Value], point.Verdict == Outcomes.Pass ? 2.2 : 3.4, Tone(point.Verdict), Tip(point, series.Unit));
        Marks(svg, series, x, first);
        return svg.ToString();
    }

    /// <summary>The whole series in the size of a word.</summary>
    public static string Spark(TrendRecord series)
    {
        var points = Latest(series, out var first, 90);
        var svg = new Svg(150, 26, $"{series.Metric} over the nights");
        var (low, high) = (points.Min(p => p.Value), points.Max(p => p.Value));
        var (x, y) = (new Scale(0, Math.Max(1, points.Count - 1), 3, 147), high > low ? new Scale(low, high, 22, 4) : new Scale(low - 1, low + 1, 22, 4));
        foreach (var change in series.Changes.Where(c => c.At > first).TakeLast(3))
            svg.Line(x[change.At - first - 0.5], 1, x[change.At - first - 0.5], 25, "cut");
        svg.Path(Polyline(points.Select((p, i) => (x[i], y[p.Value]))), "line");
        svg.Circle(x[points.Count - 1], y[points[^1].Value], 2.4, Tone(points[^1].Verdict));
        return svg.ToString();
    }

    private static IReadOnlyList<TrendPoint> Latest(TrendRecord series, out int first, int most = MostPoints)
    {
        first = Math.Max(0, series.Points.Count - most);
        return first == 0 ? series.Points : [.. series.Points.Skip(first)];
    }

    private static Scale Vertical(IReadOnlyList<TrendPoint> points)
    {
        var (low, high) = (points.Min(p => p.Value), points.Max(p => p.Value));
        var room = high > low ? 0.08 * (high - low) : Math.Max(1e-6, 0.05 * Math.Abs(high));
        return new(low - room, high + room, Height - Bottom, Top);
    }

    private static void Levels(Svg svg, TrendRecord series, Scale x, Scale y, int first)
    {
        var changes = series.Changes.TakeLast(MostMarks).ToList();
        for (var i = 0; i < changes.Count; i++)
        {
            var (from, to) = (i == 0 ? first : changes[i - 1].At, i + 1 < changes.Count ? changes[i + 1].At : series.Points.Count);
            if (i == 0 && changes[i].At > first)
                svg.Line(x[from], y[changes[i].Before], x[changes[i].At - 1], y[changes[i].Before], "level");
            if (to > first)
                svg.Line(x[Math.Max(first, changes[i].At)], y[changes[i].After], x[to - 1], y[changes[i].After], "level");
        }
    }

    // The latest changes have their labels; where two would touch, the older goes a line down or has none.
    private static void Marks(Svg svg, TrendRecord series, Scale x, int first)
    {
        var ends = new[] { double.MaxValue, double.MaxValue };
        foreach (var change in series.Changes.Where(c => c.At > first).Reverse().Take(MostLabels))
        {
            var text = TrendText.Label(series, change);
            var width = LetterWidth * text.Length;
            var start = Math.Clamp(x[change.At - 0.5] - width / 2, 2, Width - 2 - width);
            var row = Array.FindIndex(ends, end => start + width + 6 <= end);
            if (row < 0)
                continue;
            ends[row] = start;
            svg.Label(start, 11 + 14 * row, text, classes: "ink");
        }
    }

    private static string Polyline(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(At(x)).Append(' ').Append(At(y));
        return path.ToString();
    }

    private static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e7 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.####} M"),
        >= 1e5 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:#,0.####} k"),
        _ => Scale.Text(value),
    };

    private static string Tone(string verdict) => verdict switch
    {
        Outcomes.Pass => "fill-accent",
        Outcomes.Regression => "fill-warn",
        Outcomes.Fail or Outcomes.Infrastructure => "fill-bad",
        _ => "fill-soft",
    };

    private static string Day(TrendPoint point) => point.Night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Tip(TrendPoint point, string unit) =>
        $"{Day(point)}{(point.Commit is { } commit ? $" {Words.Short(commit)}" : "")}\n{Words.Value(point.Value, unit)}, {Words.Outcome(point.Verdict)}";
}
