namespace HilRig.Kernels.Vectorized;

/// <summary>How far weights may be shifted left and still be int16.</summary>
internal static class FoldLimits
{
    /// <summary>Weights of one channel, each in [-128, 127] or with an offset added to it in [-255, 255].</summary>
    public static int Of(IEnumerable<int> weights)
    {
        var (low, high) = (0, 0);
        foreach (var weight in weights)
            (low, high) = (Math.Min(low, weight), Math.Max(high, weight));
        var fold = 0;
        while (low << (fold + 1) >= short.MinValue && high << (fold + 1) <= short.MaxValue && fold < 15)
            fold++;
        return fold;
    }
}
