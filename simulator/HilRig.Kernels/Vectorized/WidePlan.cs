using HilRig.Kernels.FixedPoint;
using HilRig.Kernels.Tensors;

namespace HilRig.Kernels.Vectorized;

/// <summary>
/// Requantization of an int16 layer with int8 weights, decided when it is packed: (accumulator * 2^Fold * Multiplier + Addend), its high half
/// shifted right. A 64-bit accumulator with the reduced multiplier is one rounding of a product, as is an int32 one in that mode.
/// </summary>
/// <param name="Fold">Left shift of the accumulator.</param>
/// <param name="Multiplier">Q0.31.</param>
/// <param name="Shift">Right shift of the high half, in [0, 31].</param>
/// <param name="HasTies">True where a negative accumulator takes one less, because the second of two roundings goes away from zero.</param>
internal readonly record struct WideChannel(int Fold, int Multiplier, long Addend, int Shift, bool HasTies)
{
    /// <summary>Null where some step of the definition may wrap or lose bits for some accumulator of at most that magnitude.</summary>
    /// <param name="isInt32">True for an int32 accumulator and the whole multiplier.</param>
    public static WideChannel? For(long magnitude, QuantizedMultiplier quantization, bool isInt32, Rounding rounding)
    {
        var scale = isInt32 ? quantization : new(quantization.Reduced << 16, quantization.Shift);
        var isDouble = isInt32 && rounding == Rounding.Double;
        if (scale.Multiplier < 0 || scale.Shift is < -31 or > 29 || AccumulatorBounds.MayWrap(magnitude, scale, 0, isDouble ? Rounding.Double : Rounding.Single))
            return null;
        // The definition cuts twice the result to 32 bits before its last rounding.
        if (!isInt32 && (scale.Shift > 14 || ((Int128)magnitude * quantization.Reduced >> (14 - scale.Shift)) + 2 > int.MaxValue))
            return null;
        return isDouble ? Double(magnitude, scale) : Single(magnitude, scale);
    }

    private static WideChannel? Double(long magnitude, QuantizedMultiplier scale)
    {
        var (fold, right) = (Math.Max(scale.Shift, 0) + 1, Math.Max(-scale.Shift, 0));
        var high = ((Int128)magnitude << fold) * scale.Multiplier >> 32;
        if ((Int128)magnitude << fold > int.MaxValue || high + 2 + (1L << right) > int.MaxValue)
            return null;
        return new(fold, scale.Multiplier, (1L << 31) + (right == 0 ? 0 : 1L << (right + 31)), right, right > 0);
    }

    private static WideChannel? Single(long magnitude, QuantizedMultiplier scale)
    {
        if (scale.Shift < 0)
            return new(0, scale.Multiplier, 1L << (30 - scale.Shift), -1 - scale.Shift, false);
        var fold = scale.Shift + 1;
        return (Int128)magnitude << fold > int.MaxValue ? null : new(fold, scale.Multiplier, 1L << 31, 0, false);
    }
}

/// <summary>All channels of such a layer; int16 has no zero point.</summary>
internal sealed record WidePlan(WideChannel[] Channels, ActivationRange Activation)
{
    public bool HasTies => Channels.Any(c => c.HasTies);

    /// <summary>Null where the definition has to run.</summary>
    /// <param name="magnitude">No partial sum of a channel, in whatever order, exceeds this in magnitude.</param>
    public static WidePlan? For(int channels, OutputQuantization quantization, bool isInt32, Rounding rounding, ActivationRange activation, Func<int, long> magnitude)
    {
        if (activation.Min < short.MinValue || activation.Max > short.MaxValue)
            return null;
        var plans = new WideChannel[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            if (WideChannel.For(magnitude(channel), quantization[channel], isInt32, rounding) is not { } plan)
                return null;
            plans[channel] = plan;
        }
        return plans.All(p => p.HasTies == plans[0].HasTies) ? new(plans, activation) : null;
    }

    /// <summary>The largest partial sum of int16 values by weights.</summary>
    public static long Magnitude(long bias, IEnumerable<int> weights)
    {
        var sum = Math.Min(Math.Abs(Math.Max(bias, -long.MaxValue)), 1L << 40);
        foreach (var weight in weights)
            sum += Math.Abs((long)weight) * -short.MinValue;
        return sum;
    }
}
