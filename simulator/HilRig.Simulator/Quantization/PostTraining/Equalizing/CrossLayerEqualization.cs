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
        var (before, after) = (new double[first.Channels], new double[first.Channels]);
        for (var i = 0; i < first.Weights.Length; i++)
            before[first.Channel(i)] = Math.Max(before[first.Channel(i)], Math.Abs(first.Weights[i]));
        for (var i = 0; i < second.Weights.Length; i++)
            after[LayerPair.InputChannel(second, i, first.Channels)] = Math.Max(after[LayerPair.InputChannel(second, i, first.Channels)], Math.Abs(second.Weights[i]));
        var (least, leastAfter) = (Dead * before.Max(), Dead * after.Max());
        var factors = before.Zip(after, (b, a) => b > least && a > leastAfter ? Math.Sqrt(b / a) : 1).ToArray();
        for (var i = 0; i < first.Weights.Length; i++)
            first.Weights[i] = (float)(first.Weights[i] / factors[first.Channel(i)]);
        for (var c = 0; c < factors.Length; c++)
        {
            first.Bias[c] = (float)(first.Bias[c] / factors[c]);
            all[c] = all.GetValueOrDefault(c, 1) * factors[c];
        }
        for (var i = 0; i < second.Weights.Length; i++)
            second.Weights[i] = (float)(second.Weights[i] * factors[LayerPair.InputChannel(second, i, first.Channels)]);
        first.Store(model);
        second.Store(model);
        return factors.Max(f => Math.Abs(Math.Log(f)));
    }

    private static double Largest(Dictionary<int, double> factors) => factors.Values.Select(f => Math.Max(f, 1 / f)).DefaultIfEmpty(1).Max();
}

/// <summary>A float model that computes the same with balanced weights.</summary>
internal sealed record EqualizedModel(ModelGraph Graph, ImmutableArray<EqualizedPair> Pairs);
