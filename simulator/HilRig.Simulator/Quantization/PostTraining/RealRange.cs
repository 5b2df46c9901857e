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

    /// <summary>Symmetric int16: zero point 0, the larger end at 32767. A tensor that is always 0 has scale 1.</summary>
    public TensorScale ToInt16()
    {
        var largest = Largest;
        return largest == 0 ? new(1, 0) : new((float)Math.Max(largest / short.MaxValue, SmallestNormal), 0);
    }

    /// <summary>int8 with zero point 0 and the smallest power of two that both ends fit; a tensor that is always 0 has scale 1.</summary>
    public TensorScale ToPowerOfTwo()
    {
        var largest = Math.Max(Max / (double)sbyte.MaxValue, Min / (double)sbyte.MinValue);
        return largest <= 0 ? new(1, 0) : new((float)Math.Max(PowerOfTwo(largest), SmallestNormal), 0);
    }

    /// <summary>The smallest power of two that is at least a positive value.</summary>
    internal static double PowerOfTwo(double value)
    {
        var power = Math.ScaleB(1, Math.ILogB(value));
        return power < value ? 2 * power : power;
    }

    private double Largest => Math.Max(Math.Abs((double)Min), Math.Abs((double)Max));
}
