namespace HilRig.Reporting.Statistics;

/// <summary>The Wilson score interval of a proportion.</summary>
public static class Wilson
{
    // The 97.5 % point of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The 95 % interval of right / total; (0, 1) when there are no samples.</summary>
    public static (double Low, double High) Interval(int right, int total)
    {
        if (total == 0)
            return (0, 1);
        var (p, z2) = ((double)right / total, Z * Z);
        var centre = p + z2 / (2 * total);
        var spread = Z * Math.Sqrt(p * (1 - p) / total + z2 / (4.0 * total * total));
        return ((centre - spread) / (1 + z2 / total), (centre + spread) / (1 + z2 / total));
    }
}
