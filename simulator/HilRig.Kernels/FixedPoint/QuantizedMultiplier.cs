namespace HilRig.Kernels.FixedPoint;

/// <summary>A positive real factor as the kernels take it: Multiplier * 2^(Shift - 31).</summary>
/// <param name="Multiplier">Q0.31 in [2^30, 2^31), or 0 for the factor 0.</param>
/// <param name="Shift">Power of two; positive shifts left.</param>
public readonly record struct QuantizedMultiplier(int Multiplier, int Shift)
{
    /// <summary><c>REDUCE_MULTIPLIER</c>: the multiplier in Q0.15, as the int16 kernels with 64-bit accumulators take it.</summary>
    public int Reduced => Multiplier < 0x7FFF0000 ? (Multiplier + 0x8000) >> 16 : 0x7FFF;

    /// <summary>
    /// TFLite's <c>QuantizeMultiplier</c>: mantissa rounded half away from zero to 31 bits. Below 2^-32 the factor is 0.
    /// A single-rounding build also caps it at shift 30.
    /// </summary>
    public static QuantizedMultiplier FromReal(double real, Rounding rounding = Rounding.Double)
    {
        if (real == 0)
            return new(0, 0);
        var (fraction, exponent) = Split(real);
        var mantissa = (long)Math.Round(fraction * (1L << 31), MidpointRounding.AwayFromZero);
        if (mantissa == 1L << 31)
            (mantissa, exponent) = (1L << 30, exponent + 1);
        if (exponent < -31)
            return new(0, 0);
        if (rounding == Rounding.Single && exponent > 30)
            return new(int.MaxValue, 30);
        return new((int)mantissa, exponent);
    }

    // frexp: real = fraction * 2^exponent with 0.5 <= |fraction| < 1. ILogB is exact for subnormals too.
    private static (double Fraction, int Exponent) Split(double real)
    {
        var exponent = Math.ILogB(real) + 1;
        return (Math.ScaleB(real, -exponent), exponent);
    }
}
