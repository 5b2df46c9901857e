using System.Collections.Immutable;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.PostTraining.Folding;

namespace HilRig.Simulator.Quantization.PostTraining.Equalizing;

/// <summary>
/// Cross-layer equalization (Nagel et al., 2019): where nothing but RELUs, poolings and reshapes lies between two layers, a channel of the
/// first may be divided and the matching inputs of the second multiplied by any positive factor. With the square root of the ratio of their
/// largest weights both have the same largest weight, and channels that were small beside the others keep their digits.
/// </summary>
internal static class CrossLayerEqualization
{
    // A depthwise layer is in two pairs, so balancing one upsets the other: repeated until nothing moves, which takes some ten rounds.
    private const int MostRounds = 100;
    private const double Settled = 1e-3;

    // A channel whose weights are this much smaller than its layer's largest is dead but for its bias, which balancing would blow up.
    private const double Dead = 1e-4;

    public static EqualizedModel Apply(ModelGraph graph)
    {
        var model = new EditableModel(graph);
        var pairs = LayerPair.All(model);
        var factors = pairs.Select(_ => new Dictionary<int, double>()).ToList();
        for (var round = 0; round < MostRounds; round++)
        {
            var moved = 0.0;
            for (var p = 0; p < pairs.Count; p++)
                moved = Math.Max(moved, Balance(model, pairs[p], factors[p]));
            if (moved < Settled)
                break;
        }
        return new(model.ToGraph(), [.. pairs.Select((pair, p) => new EqualizedPair(pair.FirstName, pair.SecondName, Largest(factors[p])))]);
    }

    // How far the factors are from 1, the largest of them.
    private static double Balance(EditableModel model, LayerPair pair, Dictionary<int, double> all)
    {
        if (WeightedParts.Of(model, pair.First(model)) is not { } first || WeightedParts.Of(model, pair.Second(model)) is not { } second)
            return 0;
        var factors = Factors(first, second);
        Scale(first.Weights, i => 1 / factors[first.Channel(i)]);
        Scale(first.Bias, c => 1 / factors[c]);
        Scale(second.Weights, i => factors[LayerPair.InputChannel(second, i, first.Channels)]);
        first.Store(model);
        second.Store(model);
        for (var c = 0; c < factors.Length; c++)
            all[c] = all.GetValueOrDefault(c, 1) * factors[c];
        return factors.Max(f => Math.Abs(Math.Log(f)));
    }

    private static double[] Factors(WeightedParts first, WeightedParts second)
    {
        var before = Largest(first.Weights, first.Channels, first.Channel);
        var after = Largest(second.Weights, first.Channels, i => LayerPair.InputChannel(second, i, first.Channels));
        var (least, leastAfter) = (Dead * before.Max(), Dead * after.Max());
        return [.. before.Zip(after, (b, a) => b > least && a > leastAfter ? Math.Sqrt(b / a) : 1)];
    }

    private static double[] Largest(float[] weights, int channels, Func<int, int> channel)
    {
        var largest = new double[channels];
        for (var i = 0; i < weights.Length; i++)
            largest[channel(i)] = Math.Max(largest[channel(i)], Math.Abs(weights[i]));
        return largest;
    }

    private static void Scale(float[] values, Func<int, double> factor)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(values[i] * factor(i));
    }

    private static double Largest(Dictionary<int, double> factors) => factors.Values.Select(f => Math.Max(f, 1 / f)).DefaultIfEmpty(1).Max();
}

/// <summary>A float model that computes the same with balanced weights.</summary>
internal sealed record EqualizedModel(ModelGraph Graph, ImmutableArray<EqualizedPair> Pairs);
