using System.Globalization;

namespace HilRig.Reporting.Html.Charts;

/// <summary>
/// Loss or accuracy against the bytes of all biases: axes with grid and titles, points in the colours of their widths, labels beside them.
/// A catastrophic point would press all others into one line, so axes end before it: it lies hollow on the edge with an arrow and its figure.
/// </summary>
internal sealed class PlotArea
{
    private const double Left = 62, Right = 130, Top = 32, Bottom = 44;

    private const string Hollow = " fill-opacity=\"0\" stroke-width=\"2\"";

    private readonly Labels _labels;

    /// <param name="label">What the drawing shows, for who cannot see it.</param>
    /// <param name="mostBytes">Of the point farthest right.</param>
    /// <param name="low">The value at the foot of the picture.</param>
    /// <param name="high">The value at its top, above <paramref name="low"/>.</param>
    public PlotArea(double height, string label, double mostBytes, double low, double high)
    {
        Svg = new(1110, height, label);
        X = new(0, 1.04 * mostBytes, Left, Svg.Width - Right);
        Y = new(low, high, Svg.Height - Bottom, Top);
        _labels = new(Svg, Left, Svg.Width, Svg.Height - Bottom + 8);
    }

    /// <summary>For what only one chart draws.</summary>
    public Svg Svg { get; }

    /// <summary>Bytes.</summary>
    public Scale X { get; }

    /// <summary>Values, the larger the higher.</summary>
    public Scale Y { get; }

    /// <param name="title">Of the values.</param>
    /// <param name="isMarked">Which round values get a line.</param>
    /// <param name="text">A value as its mark says it.</param>
    public void Axes(string title, Func<double, bool> isMarked, Func<double, string> text)
    {
        foreach (var tick in Y.Ticks(6).Where(isMarked))
        {
            Svg.Line(X.From, Y[tick], X.To, Y[tick], "grid");
            Svg.Label(X.From - 8, Y[tick] + 4, text(tick), "end");
        }
        foreach (var tick in X.Ticks(8))
        {
            Svg.Line(X[tick], Y.To, X[tick], Y.From, "grid");
            Svg.Label(X[tick], Y.From + 18, Scale.Text(tick), "middle");
        }
        Svg.Label(X.To, Svg.Height - 8, "bytes of all biases in flash", "end");
        Svg.Label(8, 14, title);
    }

    /// <summary>Keeps labels off a point; before the first <see cref="Label"/>.</summary>
    public void Keep(double bytes, double value) => _labels.Keep(X[bytes], Y[value]);

    /// <summary>A point in the colour of its width.</summary>
    /// <param name="tip">What a pointer shows.</param>
    /// <param name="opacity">0 for transparent to 1 for solid.</param>
    public void Point(double bytes, double value, double radius, int bits, string tip, double opacity = 1)
    {
        var inside = opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" fill-opacity=\"{opacity:.##}\"") : "";
        Svg.Circle(X[bytes], Y[value], radius, bits > 16 ? "w32" : bits > 8 ? "w16" : "w8", tip, Arrow(value) is null ? inside : Hollow);
    }

    /// <summary>A ring around the point that was picked.</summary>
    public void Ring(double bytes, double value) => Svg.Circle(X[bytes], Y[value], 11, "stroke-accent", "", " stroke-width=\"2\"");

    /// <summary>A name beside a point.</summary>
    /// <param name="figure">The value in words, for a point beyond the picture.</param>
    /// <param name="stands">Whether it is the one to see first.</param>
    public void Label(double bytes, double value, string name, string figure = "", bool stands = false) =>
        _labels.Put(X[bytes], Y[value], Arrow(value) is { } arrow ? $"{name} {arrow} {figure}" : name, stands);

    /// <summary>One width and the schemes that lie on a point, as a label says it.</summary>
    /// <param name="biases">As <c>int8:channel-shift</c>.</param>
    public static string Name(int bits, IEnumerable<string> biases) =>
        bits > 16 ? "int32" : $"int{bits}: {string.Join(", ", biases.Select(b => b[(b.IndexOf(':') + 1)..]))}";

    // Where a point lies that the picture has no room for; null for one inside.
    private string? Arrow(double value) => value > Y.High ? "↑" : value < Y.Low ? "↓" : null;
}
