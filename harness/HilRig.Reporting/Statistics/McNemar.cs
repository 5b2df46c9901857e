namespace HilRig.Reporting.Statistics;

/// <summary>The exact two-sided McNemar test on paired answers.</summary>
public static class McNemar
{
    /// <summary>
    /// Probability of a split at least as uneven as the one seen if both models were equally good: twice the smaller tail of
    /// Binomial(n, 1/2), at most 1.
    /// </summary>
    /// <param name="onlyFirstRight">Samples that only the first model answers right.</param>
    /// <param name="onlySecondRight">Samples that only the second answers right.</param>
    public static double PValue(int onlyFirstRight, int onlySecondRight)
    {
        var n = onlyFirstRight + onlySecondRight;
        var tail = 0.0;
        for (var k = 0; k <= Math.Min(onlyFirstRight, onlySecondRight); k++)
            tail += Math.Exp(LogChoose(n, k) - n * Math.Log(2));
        return Math.Min(1, 2 * tail);
    }

    private static double LogChoose(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= k; i++)
            sum += Math.Log(n - k + i) - Math.Log(i);
        return sum;
    }
}
