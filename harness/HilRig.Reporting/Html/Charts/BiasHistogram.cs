using HilRig.Reporting.Records.Bias;
using static HilRig.Reporting.Writers.Format;

namespace HilRig.Reporting.Html.Charts;

/// <summary>The biases of one layer by their bits, with the limits of the width: what lies outside is clamped.</summary>
internal static class BiasHistogram
{
    private const double Width = 640, Height = 150, Foot = 30, Left = 10, LimitTop = 6;
    private const int MostBits = 31;

    public static string Draw(LayerExplanation layer)
    {
        var svg = new Svg(Width, Height, $"biases of {layer.Operator} {layer.Index}");
        var bits = Math.Clamp((int)layer.Channels.Max(c => Math.Max(Bits(c.Bias), Bits(c.Limit))) + 2, 8, MostBits + 1);
        var x = new Scale(-bits, bits, Left, Width - Left);
        var bins = layer.Channels.GroupBy(c => (int)Math.Floor(Signed(c.Bias))).ToDictionary(g => g.Key, g => g.ToList());
        var tallest = bins.Values.Max(b => b.Count);
        foreach (var (bin, channels) in bins)
            Bar(svg, x, bin, channels, tallest);
        Limits(svg, x, layer);
        svg.Line(Left, Height - Foot, Width - Left, Height - Foot, "axis");
        for (var power = -bits / 4 * 4; power <= bits; power += 4)
            svg.Label(x[power], Height - Foot + 16, power == 0 ? "0" : $"{(power < 0 ? "−" : "")}2^{Math.Abs(power)}", "middle");
        return svg.ToString();
    }

    private static void Bar(Svg svg, Scale x, int bin, List<ChannelExplanation> channels, int tallest)
    {
        var unit = (Height - Foot - 14) / tallest;
        var foot = Height - Foot;
        foreach (var (fault, classes) in new[] { ("", "fill-accent"), ("rounded away", "fill-warn"), ("clamped", "fill-bad") })
        {
            var which = channels.Where(c => Kind(c) == fault).Select(c => c.Channel).ToList();
            var count = which.Count;
            var title = $"{count} channels{(fault.Length > 0 ? ", " + fault : "")}: {string.Join(", ", which.Take(12))}";
            svg.Rect(x[bin] + 1, foot - unit * count, x[bin + 1] - x[bin] - 2, unit * count, classes, title);
            foot -= unit * count;
        }
    }

    private static string Kind(ChannelExplanation c) => c.Fault switch
    {
        "rounded away" => "rounded away",
        "exact" or "rounded" => "",
        _ => "clamped",
    };

    // A shift per channel gives each its own limit: a band from the tightest to the widest.
    private static void Limits(Svg svg, Scale x, LayerExplanation layer)
    {
        var (tight, wide) = (layer.Channels.Min(c => c.Limit), layer.Channels.Max(c => c.Limit));
        var isBand = wide > 1.01 * tight;
        foreach (var sign in new[] { -1, 1 })
        {
            var (inner, outer) = (x[sign * Bits(tight)], x[sign * Bits(wide)]);
            svg.Line(inner, LimitTop, inner, Height - Foot, "stroke-bad", " stroke-dasharray=\"4 3\"");
            if (isBand)
                svg.Rect(
                    Math.Min(inner, outer), LimitTop, Math.Abs(outer - inner), Height - Foot - LimitTop, "fill-bad", "limits by channel",
                    " fill-opacity=\".06\"");
        }
        var isFar = x[Bits(tight)] > Width - 170;
        var text = isBand ? $"limits ±{Number(tight)} to ±{Number(wide)}" : $"limit ±{Number(tight)}";
        svg.Label(x[Bits(tight)] + (isFar ? -5 : 5), 15, text, isFar ? "end" : "start");
    }

    private static double Signed(double value) => Math.Sign(value) * Bits(value);

    private static double Bits(double value) => Math.Log2(1 + Math.Abs(value));
}
