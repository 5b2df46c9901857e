namespace HilRig.Reporting.Html.Charts;

/// <summary>Finds places for labels beside points, where they cover neither points nor each other.</summary>
/// <param name="left">Labels begin right of this.</param>
/// <param name="right">Labels end left of this.</param>
/// <param name="bottom">Labels end above this.</param>
internal sealed class Labels(Svg svg, double left, double right, double bottom)
{
    private const double LetterWidth = 6.4;
    private const double LineHeight = 16;
    private const double PointSize = 16;
    private const double Distance = 13;

    private readonly List<Box> _taken = [];

    /// <summary>Keeps a point free.</summary>
    public void Keep(double x, double y) => _taken.Add(new(x - PointSize / 2, y - PointSize / 2, PointSize, PointSize));

    /// <summary>Writes a label at the first free place: right of the point, left, then farther and farther above and below.</summary>
    public void Put(double x, double y, string text, bool stands = false)
    {
        var place = Free(x, y, LetterWidth * text.Length);
        _taken.Add(place);
        svg.Label(place.X, place.Y + 12, text, classes: stands ? "ink" : "", more: stands ? " font-weight=\"600\"" : "");
    }

    private Box Free(double x, double y, double width)
    {
        var places = from distance in new[] { 0.0, 18, 34, 50, 66 }
                     from start in new[] { x + Distance, x - width - Distance }
                     from sign in new[] { -1, 1 }
                     let box = new Box(start, y - LineHeight / 2 + sign * distance, width, LineHeight)
                     where box.X >= left && box.X + width <= right && box.Y >= 0 && box.Y + LineHeight <= bottom
                     select box;
        return places.FirstOrDefault(p => !_taken.Any(p.Meets)) ?? new(x + Distance, y - LineHeight / 2, width, LineHeight);
    }

    private sealed record Box(double X, double Y, double Width, double Height)
    {
        public bool Meets(Box other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
