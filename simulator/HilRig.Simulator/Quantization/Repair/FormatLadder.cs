using System.Collections.Immutable;
using HilRig.Simulator.Models;
using HilRig.Simulator.Quantization.Schemes;

namespace HilRig.Simulator.Quantization.Repair;

/// <summary>The formats worth trying for one layer, cheapest first; each dearer one is finer than all before it.</summary>
internal static class FormatLadder
{
    private const int LargestShift = 31;

    // What a format costs is predicted without what other biases make up for, so one of the same size stays unless it is far worse.
    private const double NearlyAsGood = 2;

    // A scale below the fitting one clamps the largest biases and is finer for all others.
    private static readonly double[] ScaleFactors = [1, 0.85, 0.7];

    /// <param name="mostBits">Widest stored integer that is allowed, 4 to 16, or 32.</param>
    /// <param name="bytes">Flash of a layer's bias.</param>
    /// <param name="sensitivity">What a squared accumulator step costs, for each channel of the layer.</param>
    public static IReadOnlyList<BiasFormat> Of(LayerBias bias, int mostBits, Func<LayerBias, int> bytes, ReadOnlySpan<double> sensitivity)
    {
        var ladder = new List<BiasFormat>();
        var least = double.PositiveInfinity;
        var costs = new Dictionary<BiasFormat, double>();
        foreach (var format in All(bias, mostBits, bytes))
            costs[format] = Cost(bias, format, sensitivity);
        foreach (var (format, cost) in costs.OrderBy(f => f.Key.Bytes).ThenBy(f => f.Value))
        {
            if (cost >= least && !(cost < NearlyAsGood * least && ladder[^1].Bytes == format.Bytes))
                continue;
            ladder.Add(format);
            least = Math.Min(cost, least);
        }
        return ladder;
    }

    /// <summary>A scheme's own format for a layer, as a uniform narrowing uses it.</summary>
    public static BiasFormat Of(LayerBias bias, BiasSpec spec, Func<LayerBias, int> bytes) => spec.Scheme is null
        ? BiasFormat.Int32(bias, bytes(bias))
        : Narrow(bias, spec.ToString(), spec.Bits, spec.Scheme.Narrow(bias.Stored, bias.AccumulatorScales, spec.Largest).Scales, bytes);

    // Fewer bits in the same byte cost accuracy and save nothing, so only the widest of each stored type is tried.
    private static IEnumerable<BiasFormat> All(LayerBias bias, int mostBits, Func<LayerBias, int> bytes)
    {
        var widths = new[] { Math.Min(8, mostBits), Math.Min(16, mostBits) }.Distinct();
        var formats = widths.SelectMany(bits => Narrow(bias, bits, bytes));
        return mostBits >= 32 ? formats.Append(BiasFormat.Int32(bias, bytes(bias))) : formats;
    }

    private static IEnumerable<BiasFormat> Narrow(LayerBias bias, int bits, Func<LayerBias, int> bytes)
    {
        var largest = (1 << (bits - 1)) - 1;
        var shifts = bias.Stored.Select(b => ShiftRounding.SmallestShift(b, largest)).ToArray();
        var fitting = shifts.Max();
        for (var less = 0; less <= Math.Min(2, fitting); less++)
            yield return Narrow(bias, $"int{bits}:layer-shift{(less == 0 ? "" : $"-{less}")}", bits, Shifted(bias, _ => fitting - less), bytes);
        yield return Narrow(bias, $"int{bits}:channel-shift", bits, Shifted(bias, c => shifts[c]), bytes);
        var real = bias.Stored.Select((b, c) => Math.Abs(b * (double)bias.AccumulatorScale(c))).ToArray();
        if (real.Max() is not (> 0 and var most))
            yield break;
        foreach (var factor in ScaleFactors)
            yield return Narrow(bias, $"int{bits}:layer-scale{(factor == 1 ? "" : FormattableString.Invariant($"*{factor}"))}", bits, [(float)(factor * most / largest)], bytes);
        // A scale for each channel makes every bias its largest code: exact in few bits, and larger than int32.
        yield return Narrow(
            bias, $"int{bits}:channel-scale", bits, [.. real.Select((r, c) => r == 0 ? bias.AccumulatorScale(c) : (float)(r / largest))], bytes);
    }

    private static ImmutableArray<float> Shifted(LayerBias bias, Func<int, int> shift) =>
        [.. bias.Stored.Select((_, c) => ShiftRounding.Scaled(bias.AccumulatorScale(c), Math.Clamp(shift(c), 0, LargestShift)))];

    private static BiasFormat Narrow(LayerBias bias, string name, int bits, ImmutableArray<float> scales, Func<LayerBias, int> bytes)
    {
        var channels = bias.Stored.Length;
        var type = bits <= 8 ? ElementType.Int8 : ElementType.Int16;
        var stored = bias with
        {
            Tensor = bias.Tensor with { Type = type, Data = new byte[(int)type.BytesFor(channels)], Quantization = BiasAssignment.Affine(scales) },
            Widening = BiasWidening.For(scales, bias.AccumulatorScales, channels),
        };
        var steps = Enumerable.Range(0, channels).Select(c => (double)(scales.Length == 1 ? scales[0] : scales[c]) / bias.AccumulatorScale(c));
        return new(name, bits, scales, [.. steps], bytes(stored));
    }

    private static double Cost(LayerBias bias, BiasFormat format, ReadOnlySpan<double> sensitivity)
    {
        var cost = 0.0;
        for (var c = 0; c < bias.Widened.Length; c++)
        {
            var error = format.Widened(format.Nearest(bias.Widened[c], c), c) - bias.Widened[c];
            cost += sensitivity[c] * error * error;
        }
        return cost;
    }
}
