using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Charts;

/// <summary>The layers side by side: above, their share of the loss; below, the error made here and the error that has arrived.</summary>
internal static class LayerStrip
{
    private const double Left = 62, RowHeight = 96, Gap = 26, Top = 18;

    public static string Draw(SchemeExplanation explanation)
    {
        var layers = explanation.Layers;
        var column = Math.Min(110, (1110 - Left) / Math.Max(1, layers.Count));
        var svg = new Svg(Math.Max(420, Left + column * layers.Count + 4), Top + 2 * RowHeight + Gap + 44, "loss by layer");
        var most = Math.Max(1e-9, layers.Max(l => l.Share));
        var largest = Math.Max(1e-9, layers.Max(l => Math.Max(l.LocalRmse, l.AccumulatedRmse)));
        svg.Label(0, Top + 10, "share of loss");
        svg.Label(0, Top + RowHeight + Gap + 10, "error in steps");
        svg.Label(0, Top + RowHeight + Gap + 26, $"max {Number(largest, 2)}");
        for (var i = 0; i < layers.Count; i++)
            Column(svg, layers[i], Left + i * column, column, (most, largest));
        svg.Line(Left, Top + RowHeight, svg.Width, Top + RowHeight, "axis");
        svg.Line(Left, Top + 2 * RowHeight + Gap, svg.Width, Top + 2 * RowHeight + Gap, "axis");
        return svg.ToString();
    }

    private static void Column(Svg svg, LayerExplanation layer, double x, double column, (double Share, double Rmse) most)
    {
        var (width, share) = (Math.Max(2, column - 8), (RowHeight - 18) * layer.Share / most.Share);
        var (foot, local, arrived) = (Top + 2 * RowHeight + Gap, RowHeight * layer.LocalRmse / most.Rmse, RowHeight * layer.AccumulatedRmse / most.Rmse);
        Bar(svg, layer, x, Top + RowHeight, width, share, layer.Share > 0.3 ? "fill-bad" : layer.Share > 0.1 ? "fill-warn" : "fill-accent");
        if (column >= 34 && layer.Share >= 0.005)
            svg.Label(x + width / 2, Top + RowHeight - share - 4, $"{Percent(layer.Share, 0)} %", "middle");
        Bar(svg, layer, x, foot, width, arrived, "fill-soft");
        Bar(svg, layer, x, foot, width / 2, local, "fill-accent");
        svg.Label(x + width / 2, foot + 16, Number(layer.Index), "middle", "ink");
        if (column >= 30)
            svg.Label(x + width / 2, foot + 32, Short(layer.Operator), "middle");
    }

    private static void Bar(Svg svg, LayerExplanation layer, double x, double foot, double width, double height, string classes) =>
        svg.Rect(x, foot - height, width, height, classes, Tip(layer), " rx=\"2\"");

    private static string Short(string name) => name switch
    {
        "DEPTHWISE_CONV_2D" => "dw",
        "CONV_2D" => "conv",
        "FULLY_CONNECTED" => "fc",
        "TRANSPOSE_CONV" => "tconv",
        _ => name.ToLowerInvariant(),
    };

    private static string Tip(LayerExplanation l) =>
        $"{l.Operator} {l.Index} {l.Name}\nshare {Percent(l.Share)} %\nlocal {Number(l.LocalRmse, 3)}, accumulated {Number(l.AccumulatedRmse, 3)} steps"
        + (l.NarrowAlone.Changed is { } changed ? $"\nalone changes {changed} answers" : "");
}
