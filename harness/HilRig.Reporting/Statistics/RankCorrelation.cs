namespace HilRig.Reporting.Statistics;

/// <summary>Spearman's rank correlation: whether two scores put samples in the same order.</summary>
public static class RankCorrelation
{
    /// <summary>In [-1, 1]; equal values share the mean of their ranks. 1 for fewer than two values, or when both lists are constant.</summary>
    public static double Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (a, b) = (Ranks(first), Ranks(second));
        var mean = (a.Length - 1) / 2.0;
        var (covariance, varianceA, varianceB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            covariance += (a[i] - mean) * (b[i] - mean);
            varianceA += (a[i] - mean) * (a[i] - mean);
            varianceB += (b[i] - mean) * (b[i] - mean);
        }
        if (varianceA == 0 || varianceB == 0)
            return varianceA == varianceB ? 1 : 0;
        return covariance / Math.Sqrt(varianceA * varianceB);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (int begin = 0, end; begin < order.Length; begin = end)
        {
            for (end = begin + 1; end < order.Length && values[order[end]] == values[order[begin]];)
                end++;
            for (var i = begin; i < end; i++)
                ranks[order[i]] = (begin + end - 1) / 2.0;
        }
        return ranks;
    }
}
