using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Charts;

/// <summary>What each scheme gives against the bytes its biases take; up and left is better.</summary>
internal sealed class SchemeChart
{
    // The axis ends here: of what loses more than this, only the figure is of use.
    private const double MostDrop = 0.06;

    // Points nearer than this lie on top of each other.
    private const double Nearness = 5;

    private readonly BiasLabRecord _lab;
    private readonly PlotArea _plot;
    private readonly bool _isAccuracy;

    private SchemeChart(BiasLabRecord lab)
    {
        (_lab, _isAccuracy) = (lab, lab.Labelled && lab.Schemes[0].Accuracy is not null);
        var (low, high) = _isAccuracy ? Accuracies() : Errors();
        _plot = new(380, "accuracy or error against bytes of the biases", lab.Schemes.Max(r => r.BiasBytes), low, high);
    }

    public static string Draw(BiasLabRecord lab)
    {
        var chart = new SchemeChart(lab);
        chart.Axes();
        chart.Reference();
        var groups = chart.Groups().ToList();
        foreach (var group in groups)
            chart._plot.Keep(group[0].BiasBytes, chart.Value(group[0]));
        foreach (var group in groups)
            chart.Point(group);
        return chart._plot.Svg.ToString();
    }

    // The error's axis is logarithmic, and less is higher.
    private double Value(SchemeRow row) => _isAccuracy ? row.Accuracy!.Value : -Math.Log10(Math.Max(0.01, row.ScoreRmse));

    private (double Low, double High) Errors() => (-Math.Max(1, Math.Log10(_lab.Schemes.Max(r => r.ScoreRmse) + 1)), 2.1);

    private (double Low, double High) Accuracies()
    {
        var wide = _lab.Schemes[0].Accuracy!.Value;
        var shown = _lab.Schemes.Where(r => r.Accuracy > wide - MostDrop).Select(Value).ToList();
        var pad = Math.Max(0.012, 0.3 * (shown.Max() - shown.Min()));
        return (Math.Max(0, shown.Min() - pad), Math.Min(1, shown.Max() + pad));
    }

    private void Axes()
    {
        if (_isAccuracy)
            _plot.Axes("accuracy %", _ => true, tick => Scale.Text(100 * tick));
        else
            _plot.Axes("score error against int32 (RMSE in steps, less is higher)", tick => tick == Math.Round(tick), tick => Scale.Text(Math.Pow(10, -tick)));
    }

    // int32 with its interval: what lies inside is no difference that these samples can show.
    private void Reference()
    {
        var (wide, x, y) = (_lab.Schemes[0], _plot.X, _plot.Y);
        if (wide is { AccuracyLow: { } low, AccuracyHigh: { } high } && _isAccuracy)
            _plot.Svg.Rect(x.From, y[high], x.To - x.From, y[low] - y[high], "fill-accent", "95 % interval of int32", " fill-opacity=\".07\"");
        _plot.Svg.Line(x.From, y[Value(wide)], x.To, y[Value(wide)], "stroke-accent", " stroke-dasharray=\"5 4\"");
    }

    // Schemes that lie on top of each other share a label.
    private IEnumerable<List<SchemeRow>> Groups()
    {
        var groups = new List<List<SchemeRow>>();
        foreach (var row in _lab.Schemes)
        {
            if (groups.Find(g => g[0].Bits == row.Bits && IsNear(g[0], row)) is { } near)
                near.Add(row);
            else
                groups.Add([row]);
        }
        return groups.OrderBy(g => _plot.Y[Value(g[0])]);
    }

    private bool IsNear(SchemeRow a, SchemeRow b) =>
        Math.Abs(_plot.X[a.BiasBytes] - _plot.X[b.BiasBytes]) < Nearness && Math.Abs(_plot.Y[Value(a)] - _plot.Y[Value(b)]) < Nearness;

    private void Point(List<SchemeRow> group)
    {
        var (row, value, isPicked) = (group[0], Value(group[0]), group.Any(r => r.Bias == _lab.Recommended));
        if (isPicked)
            _plot.Ring(row.BiasBytes, value);
        _plot.Point(row.BiasBytes, value, 6, row.Bits, string.Join("\n", group.Select(Tip)));
        var figure = _isAccuracy ? $"{Percent(row.Accuracy)} %" : Number(row.ScoreRmse, 1);
        _plot.Label(row.BiasBytes, value, PlotArea.Name(row.Bits, group.Select(r => r.Bias)), figure, isPicked);
    }

    private static string Tip(SchemeRow r)
    {
        var accuracy = r.Accuracy is null ? "" : $", accuracy {Percent(r.Accuracy)} %";
        var changed = r.Changed is null ? "" : $", {r.Changed} answers changed";
        return $"{r.Bias}: {Bytes(r.BiasBytes)} bytes{accuracy}{changed}, RMSE {Number(r.Rmse, 2)}";
    }
}
