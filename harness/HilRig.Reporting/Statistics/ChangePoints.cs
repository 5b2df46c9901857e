namespace HilRig.Reporting.Statistics;

/// <summary>A place where the level of a series changed.</summary>
/// <param name="At">Index of the first value on the new level.</param>
/// <param name="Before">The level before: the value, or the median of a noisy stretch.</param>
/// <param name="After">The level from there on.</param>
/// <param name="P">Chance of as clear a split if nothing had changed; 0 for exact series, which have no chance.</param>
public sealed record ChangePoint(int At, double Before, double After, double P);

/// <summary>
/// Change points of a series of nights. What is exact (counted, emulated) changes when it differs. What is measured is split where two
/// levels explain most, in the whole or in one of many windows, as often as a permutation test finds that significant, and every split is tested once more
/// between its neighbours. Permutations need no shape of the noise, only that nights without a change could be exchanged; outliers are clipped.
/// </summary>
public static class ChangePoints
{
    /// <summary>Nights that a level must last to be told from outliers.</summary>
    public const int ShortestLevel = 3;

    /// <summary>Chance at which a series of nothing but noise shows a change. A page has hundreds of series, so it is small.</summary>
    public const double DefaultAlpha = 0.001;

    /// <summary>By where figures come from: <c>measured</c> ones have noise, all others are exact.</summary>
    public static IReadOnlyList<ChangePoint> Of(string provenance, IReadOnlyList<double> values) => provenance == "measured" ? Significant(values) : Exact(values);

    /// <summary>Every step.</summary>
    public static IReadOnlyList<ChangePoint> Exact(IReadOnlyList<double> values) =>
        [.. values.Select((after, i) => new ChangePoint(i, i == 0 ? after : values[i - 1], after, 0)).Where(c => !c.Before.Equals(c.After))];

    /// <summary>The steps that are more than noise.</summary>
    /// <param name="alpha">Between 0 and 1; below 0.0005 nothing is ever found, because 1,999 permutations resolve no less.</param>
    /// <param name="seed">Of the permutations: the same series gives the same answer.</param>
    public static IReadOnlyList<ChangePoint> Significant(IReadOnlyList<double> values, double alpha = DefaultAlpha, int seed = 1)
    {
        var test = new SplitTest([.. values], alpha, new Random(seed));
        var places = new SortedSet<int>();
        Divide(test, 0, values.Count, places);
        return Levels(values, Confirmed(test, places, values.Count));
    }

    private static void Divide(SplitTest test, int from, int to, SortedSet<int> places)
    {
        if (test.Find(from, to) is not { } split)
            return;
        places.Add(split.At);
        Divide(test, from, split.At, places);
        Divide(test, split.At, to, places);
    }

    // A split was placed while later ones still disturbed it.
    private static SortedDictionary<int, double> Confirmed(SplitTest test, SortedSet<int> places, int count)
    {
        var confirmed = new SortedDictionary<int, double>();
        var left = places.ToList();
        for (var i = 0; i < left.Count; i++)
        {
            var (from, to) = (confirmed.Count == 0 ? 0 : confirmed.Keys.Last(), i + 1 < left.Count ? left[i + 1] : count);
            if (test.Find(from, to) is { } split)
                confirmed[split.At] = split.P;
        }
        return confirmed;
    }

    private static List<ChangePoint> Levels(IReadOnlyList<double> values, SortedDictionary<int, double> splits)
    {
        List<int> edges = [0, .. splits.Keys, values.Count];
        double Level(int i) => Median(values.Skip(edges[i]).Take(edges[i + 1] - edges[i]));
        return [.. splits.Select((split, i) => new ChangePoint(split.Key, Level(i), Level(i + 1), split.Value))];
    }

    /// <summary>Of at least one value.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
