using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Charts;

/// <summary>Error of each channel, predicted from the numbers against observed on the samples.</summary>
internal static class PredictionChart
{
    private const double Size = 200, Margin = 22;

    public static string Draw(LayerExplanation layer)
    {
        var svg = new Svg(Size, Size, "predicted and observed error");
        var largest = Math.Max(1e-3, layer.Channels.Max(c => Math.Max(Math.Abs(c.Predicted), Math.Abs(c.ObservedMean))));
        var (x, y) = (new Scale(-largest, largest, Margin, Size - 6), new Scale(-largest, largest, Size - Margin, 6));
        svg.Line(x[-largest], y[0], x[largest], y[0], "grid");
        svg.Line(x[0], y[-largest], x[0], y[largest], "grid");
        svg.Line(x[-largest], y[-largest], x[largest], y[largest], "axis");
        svg.Dots(layer.Channels.Select(c => (x[c.Predicted], y[c.ObservedMean])), "stroke-accent");
        svg.Label(Size - 6, Size - 6, $"predicted (±{Number(largest, 2)} steps)", "end");
        svg.Label(10, Size - Margin, "observed", "start", "", $" transform=\"rotate(-90 14 {Markup.At(Size - Margin)})\"");
        return svg.ToString();
    }
}
