namespace HilRig.Reporting.Statistics;

/// <summary>Where a stretch of a series splits best into two levels, and whether that is more than chance.</summary>
/// <param name="alpha">Significance, between 0 and 1.</param>
internal sealed class SplitTest(double[] values, double alpha, Random random)
{
    private const int Permutations = 1999;

    // What lies farther from the median than so many standard deviations counts as if it lay there: an outlier is no level.
    private const double Farthest = 5;

    // Of normal noise, the median absolute deviation is so many standard deviations' inverse.
    private const double DeviationOfMedian = 1.4826;

    /// <summary>The best split of values [from, to); null when it is no better than chance finds one too often.</summary>
    public (int At, double P)? Find(int from, int to)
    {
        if (to - from < 2 * ChangePoints.ShortestLevel)
            return null;
        var stretch = Clipped(values.AsSpan(from, to - from));
        var windows = Windows(stretch.Length);
        var (at, seen) = Best(stretch, windows);
        return Chance(stretch, windows, seen) is { } p ? (from + at, p) : null;
    }

    // Most stretches hold no change, and a few permutations are enough to see that.
    private double? Chance(double[] stretch, List<(int From, int To)> windows, double seen)
    {
        if (seen <= 0)
            return null;
        var reached = 1;
        for (var i = 0; i < Permutations; i++)
        {
            random.Shuffle(stretch);
            // The tolerance counts equal splits as equal whatever the order of the sums.
            reached += Best(stretch, windows).Clearness >= seen * (1 - 1e-9) ? 1 : 0;
            if (reached > alpha * (Permutations + 1))
                return null;
        }
        return reached / (Permutations + 1.0);
    }

    // Halves, quarters and so on, each overlapping the next by half: two steps that hide each other in the whole stand alone in one of them.
    private static List<(int From, int To)> Windows(int count)
    {
        var windows = new List<(int, int)>();
        for (var (length, parts) = (count, 1); length >= 2 * ChangePoints.ShortestLevel; parts *= 2, length = (count + parts - 1) / parts)
        {
            var starts = Enumerable.Range(0, 2 * parts - 1).Select(k => parts == 1 ? 0 : k * (count - length) / (2 * parts - 2));
            windows.AddRange(starts.Select(start => (start, start + length)));
        }
        return windows;
    }

    private static (int At, double Clearness) Best(double[] stretch, List<(int From, int To)> windows)
    {
        var sums = new double[stretch.Length + 1];
        var squares = new double[stretch.Length + 1];
        for (var i = 0; i < stretch.Length; i++)
            (sums[i + 1], squares[i + 1]) = (sums[i] + stretch[i], squares[i] + stretch[i] * stretch[i]);
        var best = (At: 0, Clearness: 0.0);
        foreach (var (from, to) in windows)
            Improve(ref best, sums, squares, from, to);
        return best;
    }

    // The share of a window's variance that two levels explain, times its length: short windows are not clear by luck.
    private static void Improve(ref (int At, double Clearness) best, double[] sums, double[] squares, int from, int to)
    {
        var (length, mean) = (to - from, (sums[to] - sums[from]) / (to - from));
        var total = squares[to] - squares[from] - length * mean * mean;
        if (total <= 1e-12 * length)
            return;
        for (var i = from + ChangePoints.ShortestLevel; i <= to - ChangePoints.ShortestLevel; i++)
        {
            var off = sums[i] - sums[from] - (i - from) * mean;
            var clearness = off * off * length / ((double)(i - from) * (to - i)) / total * length;
            if (clearness > best.Clearness)
                best = (i, clearness);
        }
    }

    // In units of the spread, about the median. Nothing here looks at the order, so permutations stay exact.
    private static double[] Clipped(ReadOnlySpan<double> stretch)
    {
        var median = ChangePoints.Median(stretch.ToArray());
        double[] off = [.. stretch.ToArray().Select(v => v - median)];
        double[] distances = [.. off.Select(Math.Abs)];
        var spread = DeviationOfMedian * ChangePoints.Median(distances);
        if (spread <= 0)
            spread = distances.Average();
        return spread <= 0 ? off : [.. off.Select(v => Math.Clamp(v / spread, -Farthest, Farthest))];
    }
}
