using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Charts;

/// <summary>The Pareto front of a repair and the uniform schemes, loss on judged samples against bytes; down and left is better.</summary>
internal sealed class FrontChart
{
    private readonly RepairRecord _repair;
    private readonly PlotArea _plot;
    private readonly bool _hasAnswers;

    private FrontChart(RepairRecord repair)
    {
        (_repair, _hasAnswers) = (repair, repair.Int32.ChangedJudged is not null);
        var bytes = repair.Front.Concat(repair.Uniform).Append(repair.Int32).Max(p => p.Bytes);
        // The axis ends at twice the front's worst.
        var most = Math.Max(_hasAnswers ? 4 : 0.1, 2 * repair.Front.Max(Loss));
        _plot = new(360, "loss against bytes of the biases", bytes, -0.04 * most, most);
    }

    public static string Draw(RepairRecord repair)
    {
        var chart = new FrontChart(repair);
        chart.Axes();
        chart.Steps();
        var uniform = repair.Uniform.Append(repair.Int32).ToList();
        foreach (var point in repair.Front.Concat(uniform))
            chart._plot.Keep(point.Bytes, chart.Loss(point));
        foreach (var group in uniform.GroupBy(p => (p.Bytes, Loss: chart.Loss(p))))
            chart.Uniform([.. group]);
        foreach (var point in repair.Front)
            chart.Point(point);
        return chart._plot.Svg.ToString();
    }

    private double Loss(RepairPoint point) => _hasAnswers ? point.ChangedJudged!.Value : point.RmseJudged;

    private void Axes()
    {
        var title = _hasAnswers
            ? $"answers changed, of {_repair.JudgedSamples} that judge"
            : "RMSE of the outputs in steps, on the samples that judge";
        _plot.Axes(title, tick => tick >= 0 && (!_hasAnswers || tick == Math.Round(tick)), Scale.Text);
    }

    // What can be had for a number of bytes is what the last cheaper point gives.
    private void Steps()
    {
        RepairPoint? before = null;
        foreach (var point in _repair.Front.OrderBy(p => p.Bytes).ThenBy(Loss))
        {
            if (before is not null && Loss(point) >= Loss(before))
                continue;
            if (before is not null)
                Step(before, point);
            before = point;
        }
    }

    private void Step(RepairPoint before, RepairPoint point)
    {
        var (x, y) = (_plot.X, _plot.Y);
        _plot.Svg.Line(x[before.Bytes], y[Loss(before)], x[point.Bytes], y[Loss(before)], "stroke-accent");
        _plot.Svg.Line(x[point.Bytes], y[Loss(before)], x[point.Bytes], y[Loss(point)], "stroke-accent");
    }

    private void Uniform(List<RepairPoint> points)
    {
        var (point, loss) = (points[0], Loss(points[0]));
        _plot.Point(point.Bytes, loss, 5, point.Bits, string.Join("\n", points.Select(Tip)), opacity: 0.75);
        _plot.Label(point.Bytes, loss, PlotArea.Name(point.Bits, points.Select(p => p.Name)), Number(loss, _hasAnswers ? 0 : 1));
    }

    private void Point(RepairPoint point)
    {
        var (loss, isChosen) = (Loss(point), point == _repair.Chosen);
        if (isChosen)
            _plot.Ring(point.Bytes, loss);
        _plot.Svg.Circle(_plot.X[point.Bytes], _plot.Y[loss], 5, "fill-accent", Tip(point));
        if (isChosen)
            _plot.Label(point.Bytes, loss, $"chosen: {Bytes(point.Bytes)} bytes", stands: true);
    }

    private static string Tip(RepairPoint p)
    {
        var changed = p.ChangedJudged is { } answers ? $", {answers} changed" : "";
        return $"{p.Name}: {Bytes(p.Bytes)} bytes, {Number(p.BytesPerBias, 2)} a bias{changed}, RMSE {Number(p.RmseJudged, 2)}\n{p.Mix}";
    }
}
