using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Charts;

/// <summary>What each scheme gives against the bytes its biases take; up and left is better.</summary>
internal sealed class SchemeChart
{
    private const double Left = 62, Right = 130, Top = 32, Bottom = 44;

    // A catastrophic scheme would press all others into one line: below this the axis ends, and an arrow says how far it goes on.
    private const double MostDrop = 0.06;

    private readonly BiasLabRecord _lab;
    private readonly Svg _svg = new(1110, 380, "accuracy or error against bytes of the biases");
    private readonly Scale _x;
    private readonly Scale _y;
    private readonly bool _isAccuracy;

    private readonly Labels _labels;

    private SchemeChart(BiasLabRecord lab)
    {
        (_lab, _isAccuracy) = (lab, lab.Labelled && lab.Schemes[0].Accuracy is not null);
        _x = new(0, 1.04 * lab.Schemes.Max(r => r.BiasBytes), Left, _svg.Width - Right);
        var (low, high) = Range();
        _y = new(low, high, _svg.Height - Bottom, Top);
        _labels = new(_svg, Left, _svg.Width, _svg.Height - Bottom + 8);
    }

    public static string Draw(BiasLabRecord lab)
    {
        var chart = new SchemeChart(lab);
        chart.Axes();
        chart.Reference();
        var groups = chart.Groups().ToList();
        foreach (var group in groups)
            chart._labels.Keep(chart._x[group[0].BiasBytes], chart._y[chart.Value(group[0])]);
        foreach (var group in groups)
            chart.Point(group);
        return chart._svg.ToString();
    }

    private double Value(SchemeRow row) => _isAccuracy ? row.Accuracy!.Value : -Math.Log10(Math.Max(0.01, row.ScoreRmse));

    private (double Low, double High) Range()
    {
        if (!_isAccuracy)
            return (-Math.Max(1, Math.Log10(_lab.Schemes.Max(r => r.ScoreRmse) + 1)), 2.1);
        var (wide, shown) = (_lab.Schemes[0].Accuracy!.Value, _lab.Schemes.Where(r => r.Accuracy > _lab.Schemes[0].Accuracy - MostDrop).ToList());
        var pad = Math.Max(0.012, 0.3 * (shown.Max(Value) - shown.Min(Value)));
        return (Math.Max(0, Math.Min(shown.Min(Value), wide) - pad), Math.Min(1, Math.Max(shown.Max(Value), wide) + pad));
    }

    private void Axes()
    {
        foreach (var tick in _y.Ticks(6).Where(t => _isAccuracy || t == Math.Round(t)))
        {
            _svg.Line(Left, _y[tick], _svg.Width - Right, _y[tick], "grid");
            _svg.Label(Left - 8, _y[tick] + 4, _isAccuracy ? Scale.Text(100 * tick) : Scale.Text(Math.Pow(10, -tick)), "end");
        }
        foreach (var tick in _x.Ticks(8))
        {
            _svg.Line(_x[tick], Top, _x[tick], _svg.Height - Bottom, "grid");
            _svg.Label(_x[tick], _svg.Height - Bottom + 18, Scale.Text(tick), "middle");
        }
        _svg.Label(_svg.Width - Right, _svg.Height - 8, "bytes of all biases in flash", "end");
        _svg.Label(8, 14, _isAccuracy ? "accuracy %" : "score error against int32 (RMSE in steps, less is higher)");
    }

    // int32 with its interval: what lies inside is no difference that these samples can show.
    private void Reference()
    {
        var wide = _lab.Schemes[0];
        if (_isAccuracy)
            _svg.Rect(Left, _y[wide.AccuracyHigh!.Value], _svg.Width - Right - Left, _y[wide.AccuracyLow!.Value] - _y[wide.AccuracyHigh.Value], "fill-accent", "95 % interval of int32", " fill-opacity=\".07\"");
        _svg.Line(Left, _y[Value(wide)], _svg.Width - Right, _y[Value(wide)], "stroke-accent", " stroke-dasharray=\"5 4\"");
    }

    // Schemes that lie on top of each other share a label.
    private IEnumerable<List<SchemeRow>> Groups()
    {
        var groups = new List<List<SchemeRow>>();
        foreach (var row in _lab.Schemes)
        {
            var near = groups.Find(g => Math.Abs(_x[g[0].BiasBytes] - _x[row.BiasBytes]) < 5 && Math.Abs(_y[Value(g[0])] - _y[Value(row)]) < 5 && g[0].Bits == row.Bits);
            if (near is null)
                groups.Add([row]);
            else
                near.Add(row);
        }
        return groups.OrderBy(g => _y[Value(g[0])]);
    }

    private void Point(List<SchemeRow> group)
    {
        var (row, below) = (group[0], Value(group[0]) < Math.Min(_y.Low, _y.High));
        var (x, y) = (_x[row.BiasBytes], _y[Value(row)]);
        var isPicked = group.Any(r => r.Bias == _lab.Recommended);
        if (isPicked)
            _svg.Circle(x, y, 11, "stroke-accent", "", " stroke-width=\"2\"");
        _svg.Circle(x, y, 6, row.Bits > 16 ? "w32" : row.Bits > 8 ? "w16" : "w8", Tip(group), below ? " fill-opacity=\"0\" stroke-width=\"2\"" : "");
        _labels.Put(x, y, Name(group, below), isPicked);
    }

    private string Name(List<SchemeRow> group, bool below)
    {
        var width = group[0].Bits == 32 ? "int32" : $"int{group[0].Bits}: {string.Join(", ", group.Select(r => r.Bias[(r.Bias.IndexOf(':') + 1)..]))}";
        return below ? $"{width} ↓ {(_isAccuracy ? Percent(group[0].Accuracy) + " %" : Number(group[0].ScoreRmse, 1))}" : width;
    }

    private static string Tip(List<SchemeRow> group) => string.Join("\n", group.Select(r =>
        $"{r.Bias}: {Bytes(r.BiasBytes)} bytes{(r.Accuracy is null ? "" : $", accuracy {Percent(r.Accuracy)} %")}{(r.Changed is null ? "" : $", {r.Changed} answers changed")}, RMSE {Number(r.Rmse, 2)}"));
}
