using HilRig.Simulator.Operators.Common;

namespace HilRig.Simulator.Quantization.PostTraining;

/// <summary>The real values a tensor took: finite, <paramref name="Min"/> at most <paramref name="Max"/>.</summary>
public readonly record struct RealRange(float Min, float Max)
{
    private const int Steps = sbyte.MaxValue - sbyte.MinValue;

    // Kernels on microcontrollers may flush what is below to zero.
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>The smallest range that holds both.</summary>
    public RealRange Union(RealRange other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    /// <summary>The range of the values; null when there are none.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static RealRange? Of(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
            return null;
        var range = new RealRange(values[0], values[0]);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException($"a value is {value}, a range needs finite values", nameof(values));
            range = range.Union(new(value, value));
        }
        return range;
    }

    /// <summary>
    /// Asymmetric int8 over the range widened to hold 0. The zero point is nudged to a whole code, so that 0 (a pad, the
    /// bound of a RELU) is exact; the ends of the range may then lie half a step outside. A tensor that is always 0 has scale 1.
    /// </summary>
    public TensorScale ToInt8()
    {
        var (min, max) = (Math.Min(Min, 0), Math.Max(Max, 0));
        if (min == max)
            return new(1, sbyte.MinValue);
        // In float64, because max - min may exceed float32, and because a scale rounded to float32 would move ties, as of -1 to 1.
        var scale = Math.Max(((double)max - min) / Steps, SmallestNormal);
        var zeroPoint = Math.Round(sbyte.MinValue - min / scale, MidpointRounding.AwayFromZero);
        return new((float)scale, (int)Math.Clamp(zeroPoint, sbyte.MinValue, sbyte.MaxValue));
    }
}
