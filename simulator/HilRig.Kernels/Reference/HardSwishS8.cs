using HilRig.Kernels.FixedPoint;
using static HilRig.Kernels.FixedPoint.FixedPointMath;

namespace HilRig.Kernels.Reference;

/// <summary>Arguments of HARD_SWISH on int8.</summary>
/// <param name="Output">Q0.15 of input step / 128 / output step, and its shift, at most 0.</param>
/// <param name="Relu">Q0.15 of input step / 128 / (3 / 32768), and its shift.</param>
public sealed record HardSwishParams(int InputZeroPoint, int OutputZeroPoint, QuantizedMultiplier Output, QuantizedMultiplier Relu)
{
    /// <summary>Q0.31 to Q0.15, rounded and saturated.</summary>
    public static QuantizedMultiplier Reduced(QuantizedMultiplier factor) =>
        factor with { Multiplier = factor.Multiplier >= int.MaxValue - (1 << 15) ? short.MaxValue : (factor.Multiplier + (1 << 15)) >> 16 };
}

/// <summary>HARD_SWISH: x * relu6(x + 3) / 6 in int16 arithmetic. TensorFlow Lite Micro: reference/hard_swish.h.</summary>
public static class HardSwishS8
{
    public static sbyte Element(HardSwishParams p, sbyte code)
    {
        var value = (code - p.InputZeroPoint) << 7;
        var scaled = HighMult(value, p.Output.Multiplier);
        var product = HighMultTruncated(Gate(p, value), scaled);
        return (sbyte)Math.Clamp(DivideByPowerOfTwo(product, -p.Output.Shift) + p.OutputZeroPoint, sbyte.MinValue, sbyte.MaxValue);
    }

    // relu6(x + 3) / 6 in Q0.15. The shift up is done in two parts, so that what saturates is what lies beyond 3 and -3.
    private static int Gate(HardSwishParams p, int value)
    {
        var shift = p.Relu.Shift;
        if (shift > 0)
            value = Saturate((long)value << (shift - 1));
        value = HighMult(value, p.Relu.Multiplier);
        if (shift > 0)
            value = Saturate((long)value << 1);
        if (shift < 0)
            value = DivideByPowerOfTwo(value, Math.Min(-shift, 31));
        return (value + (1 << 15)) >> 1;
    }

    private static int Saturate(long value) => (int)Math.Clamp(value, short.MinValue, short.MaxValue);

    // SaturatingRoundingDoublingHighMul on int16: halves away from zero for positive products, toward zero for negative ones.
    private static int HighMult(int a, int b)
    {
        if (a == short.MinValue && b == short.MinValue)
            return short.MaxValue;
        var product = a * b;
        return (product + (product >= 0 ? 1 << 14 : 1 - (1 << 14))) / (1 << 15);
    }

    private static int HighMultTruncated(int a, int b) => a == short.MinValue && b == short.MinValue ? short.MaxValue : a * b / (1 << 15);
}
