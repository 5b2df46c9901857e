using HilRig.Kernels.FixedPoint;

namespace HilRig.Kernels.Bias;

/// <summary>
/// The step from a narrow bias to the int32 the kernels take. Simulator and firmware do it identically, in 64-bit integers,
/// once, independent of the run's rounding.
/// </summary>
public static class Widening
{
    /// <summary><c>sat32(q &lt;&lt; shift)</c> for the shift schemes; shift in [0, 62], |q| at most 2^15.</summary>
    public static int Shift(int q, int shift) => q == 0 ? 0 : shift > 31 ? Saturated(q) : Saturate((long)q << shift);

    /// <summary>
    /// <c>sat32(round(q * multiplier * 2^(shift - 31)))</c>, halves away from zero. The product is at most 2^46, so a left
    /// shift of 17 or more saturates and a right shift beyond 62 gives 0. Re-using requantize would be wrong: its left
    /// shift comes first and wraps.
    /// </summary>
    public static int Multiply(int q, QuantizedMultiplier factor)
    {
        var product = (long)q * factor.Multiplier;
        var exponent = factor.Shift - 31;
        if (product == 0 || exponent < -62)
            return 0;
        if (exponent > 31)
            return Saturated(product);
        return exponent >= 0 ? ShiftLeft(product, exponent) : Saturate(RoundHalfAway(product, -exponent));
    }

    private static int ShiftLeft(long product, int exponent) =>
        Math.Abs(product) > int.MaxValue ? Saturated(product) : Saturate(product << exponent);

    private static long RoundHalfAway(long value, int bits)
    {
        var magnitude = (Math.Abs(value) + (1L << (bits - 1))) >> bits;
        return value < 0 ? -magnitude : magnitude;
    }

    private static int Saturate(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    private static int Saturated(long sign) => sign < 0 ? int.MinValue : int.MaxValue;
}
