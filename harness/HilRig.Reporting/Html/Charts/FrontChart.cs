using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Charts;

/// <summary>The Pareto front of a repair and the uniform schemes, loss on judged samples against bytes; down and left is better.</summary>
internal sealed class FrontChart
{
    private const double Left = 62, Right = 130, Top = 32, Bottom = 44;

    private readonly RepairRecord _repair;
    private readonly Svg _svg = new(1110, 360, "loss against bytes of the biases");
    private readonly Scale _x;
    private readonly Scale _y;
    private readonly Labels _labels;
    private readonly bool _hasAnswers;

    private FrontChart(RepairRecord repair)
    {
        (_repair, _hasAnswers) = (repair, repair.Int32.ChangedJudged is not null);
        var points = repair.Front.Concat(repair.Uniform).Append(repair.Int32).ToList();
        _x = new(0, 1.04 * points.Max(p => p.Bytes), Left, _svg.Width - Right);
        // A catastrophic scheme would press all others into one line: the axis ends at twice the front's worst.
        var most = Math.Max(_hasAnswers ? 4 : 0.1, 2 * repair.Front.Max(Loss));
        _y = new(-0.04 * most, most, _svg.Height - Bottom, Top);
        _labels = new(_svg, Left, _svg.Width, _svg.Height - Bottom + 8);
    }

    public static string Draw(RepairRecord repair)
    {
        var chart = new FrontChart(repair);
        chart.Axes();
        chart.Steps();
        var uniform = repair.Uniform.Append(repair.Int32).ToList();
        foreach (var point in repair.Front.Concat(uniform))
            chart._labels.Keep(chart._x[point.Bytes], chart._y[chart.Loss(point)]);
        foreach (var group in uniform.GroupBy(p => (p.Bytes, Loss: chart.Loss(p))))
            chart.Uniform([.. group]);
        foreach (var point in repair.Front)
            chart.Point(point);
        return chart._svg.ToString();
    }

    private double Loss(RepairPoint point) => _hasAnswers ? point.ChangedJudged!.Value : point.RmseJudged;

    private void Axes()
    {
        foreach (var tick in _y.Ticks(6).Where(t => t >= 0 && (!_hasAnswers || t == Math.Round(t))))
        {
            _svg.Line(Left, _y[tick], _svg.Width - Right, _y[tick], "grid");
            _svg.Label(Left - 8, _y[tick] + 4, Scale.Text(tick), "end");
        }
        foreach (var tick in _x.Ticks(8))
        {
            _svg.Line(_x[tick], Top, _x[tick], _svg.Height - Bottom, "grid");
            _svg.Label(_x[tick], _svg.Height - Bottom + 18, Scale.Text(tick), "middle");
        }
        _svg.Label(_svg.Width - Right, _svg.Height - 8, "bytes of all biases in flash", "end");
        _svg.Label(8, 14, _hasAnswers ? $"answers changed, of {_repair.JudgedSamples} that judge" : "RMSE of the outputs in steps, on the samples that judge");
    }

    // What can be had for a number of bytes is what the last cheaper point gives.
    private void Steps()
    {
        var best = double.PositiveInfinity;
        RepairPoint? before = null;
        foreach (var point in _repair.Front.OrderBy(p => p.Bytes).ThenBy(Loss).Where(p => Loss(p) < best && (best = Loss(p)) >= 0))
        {
            if (before is not null)
            {
                _svg.Line(_x[before.Bytes], _y[Loss(before)], _x[point.Bytes], _y[Loss(before)], "stroke-accent");
                _svg.Line(_x[point.Bytes], _y[Loss(before)], _x[point.Bytes], _y[Loss(point)], "stroke-accent");
            }
            before = point;
        }
    }

    private void Uniform(List<RepairPoint> points)
    {
        var (point, above) = (points[0], Loss(points[0]) > _y.High);
        var (x, y) = (_x[point.Bytes], _y[Loss(point)]);
        _svg.Circle(x, y, 5, point.Bits > 16 ? "w32" : point.Bits > 8 ? "w16" : "w8", string.Join("\n", points.Select(Tip)), above ? " fill-opacity=\"0\" stroke-width=\"2\"" : " fill-opacity=\".75\"");
        var scheme = string.Join(", ", points.Select(p => p.Name[(p.Name.IndexOf(':') + 1)..]));
        var name = point.Bits > 16 ? "int32" : $"int{point.Bits}: {scheme}";
        _labels.Put(x, y, above ? $"{name} ↑ {Number(Loss(point), _hasAnswers ? 0 : 1)}" : name);
    }

    private void Point(RepairPoint point)
    {
        var (x, y, isChosen) = (_x[point.Bytes], _y[Loss(point)], point == _repair.Chosen);
        if (isChosen)
            _svg.Circle(x, y, 11, "stroke-accent", "", " stroke-width=\"2\"");
        _svg.Circle(x, y, 5, "fill-accent", Tip(point));
        if (isChosen)
            _labels.Put(x, y, $"chosen: {Bytes(point.Bytes)} bytes", stands: true);
    }

    private static string Tip(RepairPoint p) =>
        $"{p.Name}: {Bytes(p.Bytes)} bytes, {Number(p.BytesPerBias, 2)} a bias{(p.ChangedJudged is { } changed ? $", {changed} changed" : "")}, RMSE {Number(p.RmseJudged, 2)}\n{p.Mix}";
}
