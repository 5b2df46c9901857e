using System.Globalization;

namespace HilRig.Reporting.Html.Charts;

/// <summary>Where values of a linear axis lie on a page.</summary>
/// <param name="Low">The value at <paramref name="From"/>.</param>
/// <param name="High">The value at <paramref name="To"/>.</param>
internal sealed record Scale(double Low, double High, double From, double To)
{
    public double this[double value] => From + (Math.Clamp(value, Math.Min(Low, High), Math.Max(Low, High)) - Low) / (High - Low) * (To - From);

    /// <summary>Round values to mark, about <paramref name="count"/> of them.</summary>
    public IEnumerable<double> Ticks(int count)
    {
        var (low, high) = (Math.Min(Low, High), Math.Max(Low, High));
        var rough = (high - low) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(m => m * power).First(s => s >= rough);
        for (var tick = Math.Ceiling(low / step) * step; tick <= high + step / 1e6; tick += step)
            yield return Math.Round(tick / step) * step;
    }

    /// <summary>A tick as text; the sum makes a negative zero a zero.</summary>
    public static string Text(double tick) => (Math.Round(tick, 6) + 0.0).ToString("#,0.######", CultureInfo.InvariantCulture);
}
