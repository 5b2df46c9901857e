using System.Text;
using static HilRig.Reporting.Html.Markup;

namespace HilRig.Reporting.Html.Charts;

/// <summary>A drawing whose colours are those of the page, bright or dark.</summary>
internal sealed class Svg(double width, double height, string label)
{
    private readonly StringBuilder _parts = new();

    public double Width { get; } = width;

    public double Height { get; } = height;

    public void Line(double x1, double y1, double x2, double y2, string classes, string more = "") =>
        _parts.Append($"""<line x1="{At(x1)}" y1="{At(y1)}" x2="{At(x2)}" y2="{At(y2)}" class="{classes}"{more}/>""");

    /// <param name="title">What a pointer shows.</param>
    public void Rect(double x, double y, double w, double h, string classes, string title = "", string more = "")
    {
        var (width, height) = (At(Math.Max(0, w)), At(Math.Max(0, h)));
        _parts.Append($"""<rect x="{At(x)}" y="{At(y)}" width="{width}" height="{height}" class="{classes}"{more}>{Title(title)}</rect>""");
    }

    /// <param name="title">What a pointer shows.</param>
    public void Circle(double x, double y, double r, string classes, string title = "", string more = "") =>
        _parts.Append($"""<circle cx="{At(x)}" cy="{At(y)}" r="{At(r)}" class="{classes}"{more}>{Title(title)}</circle>""");

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Label(double x, double y, string text, string anchor = "start", string classes = "", string more = "") =>
        _parts.Append($"""<text x="{At(x)}" y="{At(y)}" text-anchor="{anchor}" class="{classes}"{more}>{Markup.Text(text)}</text>""");

    /// <param name="path">As SVG writes it.</param>
    public void Path(string path, string classes) => _parts.Append($"""<path d="{path}" class="{classes}"/>""");

    /// <summary>Many small dots in one path.</summary>
    public void Dots(IEnumerable<(double X, double Y)> dots, string classes)
    {
        var path = string.Concat(dots.Select(d => $"M{At(d.X)} {At(d.Y)}h0"));
        _parts.Append($"""<path d="{path}" class="{classes}" stroke-width="4" stroke-linecap="round" stroke-opacity=".7"/>""");
    }

    public override string ToString()
    {
        var size = $"""viewBox="0 0 {At(Width)} {At(Height)}" width="{At(Width)}" height="{At(Height)}" style="min-width:{At(Math.Min(Width, 640))}px" """;
        return $"""<svg {size}role="img" aria-label="{Markup.Text(label)}">{_parts}</svg>""";
    }

    private static string Title(string text) => text.Length == 0 ? "" : $"<title>{Markup.Text(text)}</title>";
}
