using HilRig.Simulator.Operators;

namespace HilRig.Harness.Runs;

/// <summary>Channels whose weight scale is tiny against their neighbours': weights of nothing, and a bias that needs huge integers.</summary>
public static class DeadChannels
{
    /// <summary>A channel is dead below this share of the layer's largest scale.</summary>
    public const double Ratio = 1e-4;

    /// <summary>The dead channels of a layer.</summary>
    public static IReadOnlySet<int> Of(IBiasedOperator layer)
    {
        if (layer.Bias is not { AccumulatorScales: { Length: > 1 } scales })
            return new HashSet<int>();
        var limit = Ratio * scales.Max();
        return Enumerable.Range(0, scales.Length).Where(c => scales[c] < limit).ToHashSet();
    }
}
